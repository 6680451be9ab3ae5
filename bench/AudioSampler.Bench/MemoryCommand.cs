using System.Diagnostics;

namespace AudioSampler.Bench;

/// <summary>Peak memory of an analysis, all its processes together.</summary>
internal static class MemoryCommand
{
    private const int PollMilliseconds = 50;
    private const double Megabyte = 1e6;

    public static int Run(string[] args)
    {
        string program = BuiltProgram.Take(ref args);
        if (args.Length > 0)
        {
            Array.ForEach(args, file => Report(program, file));
            return 0;
        }

        try
        {
            Report(program, LongRecordings.HalfHourMp3());
            Report(program, LongRecordings.HalfGigabyteWave());
            Report(program, LongRecordings.EightHourMp3());
        }
        finally
        {
            LongRecordings.DeleteLargest();
        }

        return 0;
    }

    private static void Report(string program, string file)
    {
        long peak = 0;
        double peakAfterSeconds = 0;
        var samples = new List<long>();
        ProgramRun run = ProgramRun
            .Measure(
                program,
                ["analyze", "--json", "--no-catalog", "--force", "--", file],
                BuiltProgram.Environment(program),
                process =>
                {
                    long start = Stopwatch.GetTimestamp();
                    do
                    {
                        long now = ProcessTree.PssBytes(process.Id);
                        samples.Add(now);
                        if (now > peak)
                        {
                            peak = now;
                            peakAfterSeconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
                        }
                    } while (!process.WaitForExit(PollMilliseconds));
                }
            )
            .RequireSuccess();
        Console.WriteLine(
            $"{Path.GetFileName(file)}, {LongRecordings.SecondsOf(file):F0} s: peak {peak / Megabyte:F0} MB after {peakAfterSeconds:F1} of {run.WallSeconds:F1} s, "
                + $"median {samples.Order().ElementAt(samples.Count / 2) / Megabyte:F0} MB ({samples.Count} looks; limit 400 MB); {run.CpuSeconds:F1} s CPU"
        );
    }
}
