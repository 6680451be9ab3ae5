using System.Diagnostics;

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

    private static ProcessStartInfo Sleep() => new("sleep", ["60"]) { UseShellExecute = false };

    private static async Task InterruptAsync(Process process)
    {
        using Process kill = Process.Start("kill", ["-INT", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
