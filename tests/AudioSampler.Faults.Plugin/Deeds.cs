using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AudioSampler.Faults.Plugin;

/// <summary>All that a plugin can do wrong, besides wrong results.</summary>
internal static class Deeds
{
    private const int BlockBytes = 16 << 20;
    private const int PageBytes = 4096;
    private const int FloodLines = 200_000;
    private const int LastClosedDescriptor = 20;
    private static readonly TimeSpan s_untilCrash = TimeSpan.FromMilliseconds(50);

    /// <summary>Does it. What returns has done no more harm than to be chatty or late.</summary>
    public static async Task DoAsync(string deed, CancellationToken cancellationToken)
    {
        switch (deed)
        {
            case "throw":
                throw new InvalidOperationException("thrown on command");
            case "loop":
                Loop();
                break;
            case "sleep":
                await Task.Delay(Timeout.Infinite, cancellationToken);
                break;
            case "sleep_deaf":
                await Task.Delay(Timeout.Infinite, CancellationToken.None);
                break;
            case "allocate":
                Allocate();
                break;
            case "overflow":
                Overflow(0);
                break;
            case "segfault":
                Marshal.WriteInt32(System.IntPtr.Zero, Native.Memset(0, 1, 64) == 0 ? 1 : 0);
                break;
            case "abort":
                Native.Abort();
                break;
            case "exit0":
                Environment.Exit(0);
                break;
            case "exit3":
                Environment.Exit(3);
                break;
            case "kill_group":
                _ = Native.Kill(0, Native.KillSignal);
                break;
            case "flood_stdout":
                Flood(Console.Out);
                break;
            case "flood_stderr":
                Flood(Console.Error);
                break;
            case "close_pipes":
                for (int descriptor = 0; descriptor <= LastClosedDescriptor; descriptor++)
                {
                    _ = Native.Close(descriptor);
                }

                break;
            case "thread_crash":
                new Thread(() =>
                {
                    Thread.Sleep(s_untilCrash);
                    throw new InvalidOperationException("thrown on a thread of its own, on command");
                }).Start();
                break;
            case "child":
                LeaveChild();
                break;
            default:
                throw new ArgumentException($"AIS_FAULT: there is no deed '{deed}'", nameof(deed));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Loop()
    {
        for (long turn = 0; turn >= 0; turn = (turn + 1) & long.MaxValue)
        {
            Thread.SpinWait(100);
        }
    }

    private static void Allocate()
    {
        var held = new List<byte[]>();
        while (true)
        {
            byte[] block = new byte[BlockBytes];
            for (int i = 0; i < BlockBytes; i += PageBytes)
            {
                block[i] = 1; // Memory counts when it is written.
            }

            held.Add(block);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Overflow(int depth)
    {
        Span<byte> frame = stackalloc byte[256];
        frame[depth & 255] = 1;
        return Overflow(depth + 1) + frame[(depth * 7) & 255];
    }

    private static void Flood(TextWriter writer)
    {
        string line = new('x', 200);
        for (int i = 0; i < FloodLines; i++)
        {
            writer.WriteLine(line);
        }
    }

    private static void LeaveChild()
    {
        var start = new ProcessStartInfo("sleep") { UseShellExecute = false };
        start.ArgumentList.Add("1000");
        Process.Start(start)!.Dispose();
    }
}
