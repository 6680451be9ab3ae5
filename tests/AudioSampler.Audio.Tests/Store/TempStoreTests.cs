using System.Diagnostics;
using AudioSampler.Audio.Store;

namespace AudioSampler.Audio.Tests.Store;

public sealed class TempStoreTests : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly TempFolder folder = new();

    [Fact]
    public void A_folder_is_the_users_own_and_goes_when_it_is_disposed()
    {
        TempStore store = TempStore.Open(folder.File("store"));
        StoreFolder run = store.CreateFolder();
        File.WriteAllText(run.File("a"), "x");

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(store.Root));
        Assert.Equal(OwnerOnly, File.GetUnixFileMode(run.Path));
        run.Dispose();
        Assert.False(Directory.Exists(run.Path));
        run.Dispose(); // a second time is harmless
    }

    [Fact]
    public void A_root_that_others_could_enter_is_closed()
    {
        string root = Directory.CreateDirectory(folder.File("open"), (UnixFileMode)0b111_111_111).FullName;

        Assert.Equal(OwnerOnly, File.GetUnixFileMode(TempStore.Open(root).Root));
    }

    [Fact]
    public void A_root_that_is_a_link_is_refused()
    {
        Directory.CreateDirectory(folder.File("elsewhere"));
        Directory.CreateSymbolicLink(folder.File("link"), folder.File("elsewhere"));

        var error = Assert.Throws<AudioAccessException>(() => TempStore.Open(folder.File("link")));

        Assert.Equal(AudioFault.AccessDenied, error.Fault);
        Assert.Contains("symbolic link", error.Message, StringComparison.Ordinal);
        string innocent = Directory.CreateDirectory(folder.File("elsewhere/run-innocent")).FullName;
        Assert.Throws<AudioAccessException>(() => TempStore.RemoveLeftovers(folder.File("link"), dryRun: false));
        Assert.True(Directory.Exists(innocent));
    }

    [Fact]
    public void A_root_that_is_a_file_is_refused_with_the_remedy()
    {
        File.WriteAllText(folder.File("file"), "x");

        var error = Assert.Throws<AudioAccessException>(() => TempStore.Open(folder.File("file")));

        Assert.Contains("TMPDIR", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_living_folder_stays_and_a_folder_without_a_lock_goes()
    {
        TempStore store = TempStore.Open(folder.File("store"));
        using StoreFolder living = store.CreateFolder();
        string dead = Directory.CreateDirectory(Path.Combine(store.Root, "run-dead")).FullName;
        File.WriteAllText(Path.Combine(dead, "analysis.pcm"), "x");
        string foreign = Directory.CreateDirectory(Path.Combine(store.Root, "not-ours")).FullName;

        TempStore.Open(store.Root);

        Assert.True(Directory.Exists(living.Path));
        Assert.False(Directory.Exists(dead));
        Assert.True(Directory.Exists(foreign));
    }

    [Fact]
    public async Task What_a_killed_process_left_is_removed_at_the_next_start()
    {
        TempStore store = TempStore.Open(folder.File("store"));
        string left = Directory.CreateDirectory(Path.Combine(store.Root, "run-left")).FullName;
        string lockFile = Path.Combine(left, TempStore.LockName);
        var start = new ProcessStartInfo("flock") { ArgumentList = { "--no-fork", lockFile, "sh", "-c", "echo held; exec sleep 60" } };
        start.RedirectStandardOutput = true;
        start.UseShellExecute = false;
        using Process holder = Process.Start(start)!;
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));

        TempStore.Open(store.Root);
        Assert.True(Directory.Exists(left));

        holder.Kill(); // SIGKILL: it can't clean up
        await holder.WaitForExitAsync(TestContext.Current.CancellationToken);
        TempStore.Open(store.Root);
        Assert.False(Directory.Exists(left));
    }

    [Fact]
    public async Task Many_starts_at_once_leave_each_other_alone()
    {
        string root = folder.File("store");

        await Parallel.ForAsync(
            0,
            40,
            TestContext.Current.CancellationToken,
            (_, _) =>
            {
                using StoreFolder run = TempStore.Open(root).CreateFolder();
                File.WriteAllText(run.File("a"), "x");
                TempStore.Open(root);
                Assert.Equal("x", File.ReadAllText(run.File("a")));
                return ValueTask.CompletedTask;
            }
        );

        Assert.Empty(Directory.GetDirectories(root));
    }

    [Fact]
    public void More_room_than_there_is_is_refused()
    {
        using StoreFolder run = TempStore.Open(folder.File("store")).CreateFolder();

        run.RequireRoom("a.wav", 1);
        var error = Assert.Throws<StoreFullException>(() => run.RequireRoom("a.wav", long.MaxValue / 2));
        Assert.Equal(AudioFault.DiskFull, error.Fault);
        Assert.Contains("\"a.wav\" needs ", error.Message, StringComparison.Ordinal);
        Assert.Contains("free some", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_to_stay_free_is_no_room()
    {
        long free = new DriveInfo(folder.Path).AvailableFreeSpace;
        using StoreFolder run = TempStore.Open(folder.File("store"), reserveBytes: free * 2).CreateFolder();

        var error = Assert.Throws<StoreFullException>(() => run.RequireRoom("a.wav", 0));
        Assert.Contains($"{free * 2 >> 20} MiB have to stay so", error.Message, StringComparison.Ordinal);
        Assert.Contains("--disk-reserve", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Leftovers_are_counted_before_they_go_and_living_folders_are_not()
    {
        string root = folder.File("store");
        Assert.Equal(StoreUsage.None, TempStore.RemoveLeftovers(root, dryRun: false));
        Assert.False(Directory.Exists(root));
        using StoreFolder living = TempStore.Open(root).CreateFolder();
        File.WriteAllText(living.File("analysis.pcm"), "12345");
        string dead = Directory.CreateDirectory(Path.Combine(root, "run-dead")).FullName;
        File.WriteAllText(Path.Combine(dead, "analysis.pcm"), "123");

        Assert.Equal(new StoreUsage(3, 8), TempStore.Measure(root)); // with the lock of the living
        Assert.Equal(new StoreUsage(1, 3), TempStore.RemoveLeftovers(root, dryRun: true));
        Assert.True(Directory.Exists(dead));
        Assert.InRange(TempStore.RemoveLeftovers(root, dryRun: false).Bytes, 3, 3);
        Assert.False(Directory.Exists(dead));
        Assert.Equal("12345", File.ReadAllText(living.File("analysis.pcm")));
        Assert.Equal(StoreUsage.None, TempStore.RemoveLeftovers(root, dryRun: false));
    }

    [Fact]
    public void The_default_root_belongs_to_the_user() => Assert.Matches("/ais-[0-9]+$", TempStore.DefaultRoot);

    public void Dispose() => folder.Dispose();
}
