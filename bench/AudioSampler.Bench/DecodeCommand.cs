using System.Diagnostics;
using System.Runtime.InteropServices;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Ffmpeg;
using AudioSampler.Audio.Store;

namespace AudioSampler.Bench;

/// <summary>Processor time of the decoding pass, beside that of FFmpeg decoding the same file to nowhere.</summary>
internal static partial class DecodeCommand
{
    private const int Children = -1;

    /// <summary>Runs <c>decode FILE [network]</c>: in turns, each three times.</summary>
    public static int Run(string[] args)
    {
        if (args.Length == 0)
        {
            Console.Error.WriteLine("decode FILE [network]");
            return 2;
        }

        RunAsync(args[0], new DecodeOptions { WriteNetworkSignal = args.Contains("network", StringComparer.Ordinal) })
            .GetAwaiter()
            .GetResult();
        return 0;
    }

    private static async Task RunAsync(string path, DecodeOptions options)
    {
        FfmpegPrograms programs = FfmpegLocator.Locate();
        TempStore store = TempStore.Open();
        for (int round = 1; round <= 3; round++)
        {
            double plain = await PlainAsync(programs, path, ["-f", "f32le"]);
            double reference = await PlainAsync(programs, path, ["-ac", "1", "-ar", "22050", "-f", "f32le"]);
            double ownBefore = OwnSeconds();
            double childrenBefore = ChildrenSeconds();
            await using DecodedAudio audio = await new DecodePass(programs).RunAsync(path, options, store, null, CancellationToken.None);
            double own = OwnSeconds() - ownBefore;
            double children = ChildrenSeconds() - childrenBefore;
            Console.WriteLine(
                $"{audio.DurationSeconds:0} s of sound: ffmpeg alone {plain:0.00} CPU s, to mono 22.05 kHz {reference:0.00}; "
                    + $"pass: own {own:0.00}, ffmpeg and ffprobe {children:0.00}, both {(own + children) / reference:0.00} times mono 22.05 kHz; "
                    + $"peak resident {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MB"
            );
        }
    }

    private static async Task<double> PlainAsync(FfmpegPrograms programs, string path, string[] output)
    {
        double before = ChildrenSeconds();
        var start = new ProcessStartInfo(programs.FfmpegPath) { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (string argument in (string[])["-nostdin", "-v", "error", "-i", path, .. output, "pipe:1"])
        {
            start.ArgumentList.Add(argument);
        }

        using Process process = Process.Start(start)!;
        await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);
        await process.WaitForExitAsync();
        return ChildrenSeconds() - before;
    }

    private static double OwnSeconds() => Environment.CpuUsage.TotalTime.TotalSeconds;

    // struct rusage begins with user and system time, each as seconds and microseconds.
    private static double ChildrenSeconds()
    {
        long[] usage = new long[32];
        return GetUsage(Children, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : double.NaN;
    }

    [LibraryImport("libc", EntryPoint = "getrusage")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int GetUsage(int who, [Out] long[] usage);
}
