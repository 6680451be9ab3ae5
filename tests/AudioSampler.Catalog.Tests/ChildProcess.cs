using System.Diagnostics;

namespace AudioSampler.Catalog.Tests;

/// <summary>Runs a program in a process of its own, so that it can be killed like any other.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process process;

    private ChildProcess(Process process)
    {
        this.process = process;
    }

    /// <summary>Starts a program.</summary>
    /// <param name="program">Name of a method of <see cref="ChildPrograms"/>.</param>
    /// <param name="folder">The data folder.</param>
    public static ChildProcess Start(string program, string folder)
    {
        var start = new ProcessStartInfo(
            Environment.ProcessPath is { } host && Path.GetFileNameWithoutExtension(host) == "dotnet" ? host : "dotnet"
        )
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        start.ArgumentList.Add(Program.ChildArgument);
        start.ArgumentList.Add(program);
        start.ArgumentList.Add(folder);
        Process started = Process.Start(start)!;
        started.OutputDataReceived += (_, _) => { };
        started.ErrorDataReceived += (_, _) => { };
        started.BeginOutputReadLine();
        started.BeginErrorReadLine();
        return new ChildProcess(started);
    }

    /// <summary>Waits until the child has made a file.</summary>
    public async Task WaitForFileAsync(string path)
    {
        for (int i = 0; i < 1200 && !File.Exists(path); i++)
        {
            Assert.False(process.HasExited, "the child ended before its time");
            await Task.Delay(50);
        }

        Assert.True(File.Exists(path), $"the child never made {path}");
    }

    /// <summary>Ends it as <c>kill -9</c> does.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<int> WaitForExitAsync()
    {
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
