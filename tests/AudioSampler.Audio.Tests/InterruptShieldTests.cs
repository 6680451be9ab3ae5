using System.Diagnostics;
using System.Globalization;

namespace AudioSampler.Audio.Tests;

public sealed class InterruptShieldTests
{
    [Fact]
    public async Task What_is_started_is_not_ended_by_an_interrupt_from_its_first_moment_on()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals");
        for (int i = 0; i < 20; i++)
        {
            using Process shielded = InterruptShield.Start(Sleep())!;
            await InterruptAsync(shielded);
            Assert.False(shielded.WaitForExit(20));
            shielded.Kill();
            await shielded.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(128 + 9, shielded.ExitCode);
        }
    }

    [Fact]
    public async Task What_is_started_afterwards_without_it_hears_interrupts_as_before()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "no signals");
        Assert.SkipWhen(
            await AreIgnoredAsync(),
            "this run was started in the background, with interrupts ignored: what it starts ignores them too"
        );
        ProcessStartInfo sleep = Sleep();
        using (Process shielded = InterruptShield.Start(sleep)!)
        {
            shielded.Kill();
            await shielded.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        using Process plain = Process.Start(sleep)!;
        await InterruptAsync(plain);
        await plain.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(128 + 2, plain.ExitCode);
    }

    /// <summary>Whether this process ignores SIGINT, which is inherited: the second bit of the signals ignored.</summary>
    private static async Task<bool> AreIgnoredAsync()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        string[] status = await File.ReadAllLinesAsync("/proc/self/status", TestContext.Current.CancellationToken);
        string ignored = status.Single(line => line.StartsWith("SigIgn:", StringComparison.Ordinal))["SigIgn:".Length..];
        return (ulong.Parse(ignored.Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture) & 2) != 0;
    }

    private static ProcessStartInfo Sleep() => new("sleep", ["60"]) { UseShellExecute = false };

    private static async Task InterruptAsync(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
