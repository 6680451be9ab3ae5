using System.Diagnostics;
using AudioSampler.Testing;

namespace AudioSampler.Architecture.Tests.Launcher;

/// <summary>
/// The launcher, in a copy of the checkout that holds just what it reads, with a build that takes no time: a <c>dotnet</c> that writes a program which says
/// what it was given.
/// </summary>
public sealed class LauncherTests : IDisposable
{
    private const string Dotnet = """
        #!/usr/bin/env bash
        if [ "$1" = --version ]; then echo 10.0.400; exit; fi
        echo "$*" >>"$(dirname "$0")/builds.log"
        [ -z "$SLOW" ] || sleep 1
        if [ -n "$BROKEN" ]; then echo "error CS1002"; exit 1; fi
        while [ "$1" != -o ]; do shift; done
        mkdir -p "$2"
        printf '#!/usr/bin/env bash\nprintf "<%%s>" "$@"\nexit 7\n' >"$2/ais"
        chmod +x "$2/ais"
        """;

    // All that the launcher may call; FFmpeg and .NET of this machine stay out of its sight.
    private static readonly string[] SystemPrograms =
    [
        .. new[]
        {
            "bash",
            "sh",
            "env",
            "find",
            "sha256sum",
            "sort",
            "cut",
            "dirname",
            "basename",
            "readlink",
            "mkdir",
            "flock",
            "tail",
            "rm",
        },
        .. new[] { "ln", "ls", "grep", "xargs", "chmod", "sed", "sleep", "uname", "cat", "id" },
    ];

    private readonly TempFolder temp = new();
    private readonly string checkout;
    private readonly string tools;

    public LauncherTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the launcher is proved on Linux");
        checkout = Directory.CreateDirectory(temp.File("a check out")).FullName;
        tools = Directory.CreateDirectory(temp.File("tools")).FullName;
        foreach (string path in RepositoryFiles.Under(".").Where(path => !path.Contains('/') || path is "tools/setup.sh"))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(checkout, path))!);
            File.Copy(Path.Combine(Repository.Root, path), Path.Combine(checkout, path));
        }

        Directory.CreateDirectory(Path.Combine(checkout, "src", "AudioSampler.Cli"));
        File.WriteAllText(Source, "1");
        foreach (string name in SystemPrograms)
        {
            string found = new[] { "/usr/bin", "/bin" }.Select(folder => Path.Combine(folder, name)).First(File.Exists);
            File.CreateSymbolicLink(Path.Combine(tools, name), found);
        }

        Program("dotnet", Dotnet);
        Program("ffmpeg", "#!/bin/sh\n");
    }

    private string Source => Path.Combine(checkout, "src", "AudioSampler.Cli", "Program.cs");

    private string Launcher => Path.Combine(checkout, "ais");

    public void Dispose() => temp.Dispose();

    [Fact]
    public async Task First_use_builds_and_passes_arguments_and_exit_code_on()
    {
        Answer answer = await RunAsync(Launcher, ["show", "a b", "", "*", "--", "-x\ny"]);
        Assert.Equal("<show><a b><><*><--><-x\ny>", answer.Output);
        Assert.Equal(7, answer.ExitCode);
        Assert.Contains("building", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task Second_use_says_and_builds_nothing()
    {
        await RunAsync(Launcher, []);
        Answer answer = await RunAsync(Launcher, ["again"]);
        Assert.Equal("<again>", answer.Output);
        Assert.Empty(answer.Errors);
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task A_changed_a_new_and_a_removed_source_build_anew_and_an_older_state_does_not()
    {
        await RunAsync(Launcher, []);
        DateTime old = File.GetLastWriteTimeUtc(Source);
        await File.WriteAllTextAsync(Source, "2");
        File.SetLastWriteTimeUtc(Source, old);
        await RunAsync(Launcher, []);
        Assert.Equal(2, Builds());

        string added = Path.Combine(Path.GetDirectoryName(Source)!, "Added.cs");
        await File.WriteAllTextAsync(added, "");
        await RunAsync(Launcher, []);
        Assert.Equal(3, Builds());

        File.Delete(added);
        await RunAsync(Launcher, []);
        Assert.Equal(3, Builds());
    }

    [Theory]
    [InlineData(">&-", "", "No space left on device")]
    [InlineData("2>&-", "<x>", "")]
    [InlineData("<&-", "<x>", "")]
    public async Task A_stream_that_is_closed_is_taken_by_no_file(string redirection, string output, string errors)
    {
        await RunAsync(Launcher, []);

        Answer answer = await RunAsync(Path.Combine(tools, "sh"), ["-c", $"exec \"$1\" x {redirection}", "sh", Launcher]);

        Assert.Equal(7, answer.ExitCode);
        Assert.Equal(output, answer.Output);
        Assert.Contains(errors, answer.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_found_through_links_from_another_folder()
    {
        string link = temp.File("a link");
        File.CreateSymbolicLink(link, Launcher);
        File.CreateSymbolicLink(temp.File("link to link"), link);
        Assert.Equal("<x>", (await RunAsync(temp.File("link to link"), ["x"])).Output);
    }

    [Fact]
    public async Task Two_calls_at_once_build_once()
    {
        Answer[] answers = await Task.WhenAll(RunAsync(Launcher, ["1"], ("SLOW", "1")), RunAsync(Launcher, ["2"], ("SLOW", "1")));
        Assert.Equal("<1><2>", string.Concat(answers.Select(answer => answer.Output)));
        Assert.Equal(1, Builds());
    }

    [Fact]
    public async Task A_failed_build_shows_its_errors_on_stderr_and_is_tried_again()
    {
        Answer failed = await RunAsync(Launcher, [], ("BROKEN", "1"));
        Assert.Equal(1, failed.ExitCode);
        Assert.Empty(failed.Output);
        Assert.Contains("error CS1002", failed.Errors, StringComparison.Ordinal);
        Assert.Equal(7, (await RunAsync(Launcher, [])).ExitCode);
    }

    [Fact]
    public async Task As_root_FFmpeg_is_installed_and_stdout_stays_clean()
    {
        File.Delete(Path.Combine(tools, "ffmpeg"));
        Program("id", "#!/bin/sh\necho 0\n");
        Program(
            "apt-get",
            "#!/bin/sh\necho \"$*\"; echo \"$*\" >>\"$0.log\"; case $* in *install*ffmpeg) echo >\"${0%/*}/ffmpeg\"; chmod +x \"${0%/*}/ffmpeg\";; esac\n"
        );
        Answer answer = await RunAsync(Launcher, ["x"]);
        Assert.Equal("<x>", answer.Output);
        string[] calls = await File.ReadAllLinesAsync(Path.Combine(tools, "apt-get.log"));
        Assert.Equal(2, calls.Length);
        Assert.EndsWith("update", calls[0], StringComparison.Ordinal);
        Assert.Contains("DPkg::Lock::Timeout=", calls[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Not_as_root_the_command_for_FFmpeg_is_named()
    {
        File.Delete(Path.Combine(tools, "ffmpeg"));
        Program("id", "#!/bin/sh\necho 1000\n");
        Program("apt-get", "#!/bin/sh\nexit 1\n");
        Answer answer = await RunAsync(Launcher, []);
        Assert.Equal(5, answer.ExitCode);
        Assert.Empty(answer.Output);
        Assert.Contains("sudo apt-get", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Builds());
    }

    [Fact]
    public async Task A_wrong_AIS_FFMPEG_is_named_and_ends_with_5()
    {
        Answer answer = await RunAsync(Launcher, [], ("AIS_FFMPEG", temp.File("nothing")));
        Assert.Equal(5, answer.ExitCode);
        Assert.Contains("AIS_FFMPEG", answer.Errors, StringComparison.Ordinal);
        Assert.Equal(0, Builds());
    }

    [Fact]
    public async Task An_SDK_that_global_json_refuses_is_named_with_the_remedy()
    {
        await File.WriteAllTextAsync(Path.Combine(checkout, "global.json"), """{ "sdk": { "version": "99.0.100" } }""");
        Program("dotnet", "#!/bin/sh\nexit 145\n");
        Answer answer = await RunAsync(Launcher, []);
        Assert.Equal(5, answer.ExitCode);
        Assert.Contains("dotnet.microsoft.com", answer.Errors, StringComparison.Ordinal);
    }

    private int Builds() =>
        File.Exists(Path.Combine(tools, "builds.log")) ? File.ReadAllLines(Path.Combine(tools, "builds.log")).Length : 0;

    private void Program(string name, string script)
    {
        string path = Path.Combine(tools, name);
        File.Delete(path); // a link of that name leads to the system's own program
        File.WriteAllText(path, script.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private async Task<Answer> RunAsync(string program, string[] arguments, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = temp.Path,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment.Remove("AIS_FFMPEG");
        start.Environment["PATH"] = tools;
        foreach ((string name, string value) in settings)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    private sealed record Answer(int ExitCode, string Output, string Errors);
}
