using AudioSampler.Analysis.Resources;
using AudioSampler.Testing;

namespace AudioSampler.Analysis.Tests.Resources;

public sealed class ControlGroupTests : IDisposable
{
    private readonly TempFolder _folder = new();

    [Fact]
    public void Without_control_groups_there_is_no_limit()
    {
        Self("", "22 1 0:20 / /proc rw - proc proc rw");

        Assert.Equal(new ControlGroup(null, null, null), Read());
    }

    [Fact]
    public void Version_2_counts_the_tightest_limit_up_to_the_mount()
    {
        Self("0::/user/app", $"30 23 0:26 / {_folder.File("v2")} rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate");
        Write("v2/user/app/memory.max", "max");
        Write("v2/user/app/cpu.max", "150000 100000");
        Write("v2/user/memory.max", "1000");
        Write("v2/user/memory.current", "900");
        Write("v2/user/memory.stat", "anon 500\ninactive_file 300\n");
        Write("v2/user/cpu.max", "max 100000");

        Assert.Equal(new ControlGroup(1000, 400, 1.5), Read());
    }

    [Fact]
    public void Version_2_in_a_container_that_sees_its_own_part_only()
    {
        Self("0::/pods/one", $"30 23 0:26 /pods/one {_folder.File("v2")} ro - cgroup2 cgroup2 rw");
        Write("v2/memory.max", "2000");
        Write("v2/memory.current", "2500"); // over its limit for a moment

        Assert.Equal(new ControlGroup(2000, 0, null), Read());
    }

    [Fact]
    public void Version_1_has_a_tree_for_each_controller()
    {
        Self(
            "4:memory:/docker/x\n3:cpu,cpuacct:/docker/x\n1:name=systemd:/docker/x\n",
            $"35 31 0:32 / {_folder.File("memory")} rw - cgroup cgroup rw,memory\n32 31 0:29 / {_folder.File("cpu")} rw - cgroup cgroup rw,cpu,cpuacct"
        );
        Write("memory/memory.limit_in_bytes", "9223372036854771712"); // no limit
        Write("memory/docker/x/memory.limit_in_bytes", "5000");
        Write("memory/docker/x/memory.usage_in_bytes", "3000");
        Write("memory/docker/x/memory.stat", "inactive_file 5\ntotal_inactive_file 1000");
        Write("cpu/cpu.cfs_quota_us", "-1");
        Write("cpu/cpu.cfs_period_us", "100000");
        Write("cpu/docker/x/cpu.cfs_quota_us", "50000");
        Write("cpu/docker/x/cpu.cfs_period_us", "100000");

        Assert.Equal(new ControlGroup(5000, 3000, 0.5), Read());
    }

    [Fact]
    public void Rubbish_is_no_limit()
    {
        Self("0::/a\nrubbish\n", $"- -\n\n30 23 0:26 / {_folder.File("v2")} rw - cgroup2 cgroup2 rw");
        Write("v2/a/memory.max", "lots");
        Write("v2/a/cpu.max", "0 0");

        Assert.Equal(new ControlGroup(null, null, null), Read());
    }

    public void Dispose() => _folder.Dispose();

    private ControlGroup Read() => ControlGroup.Read(_folder.File("self"));

    private void Self(string groups, string mounts)
    {
        Write("self/cgroup", groups);
        Write("self/mountinfo", mounts);
    }

    private void Write(string name, string text)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text + "\n");
    }
}
