using System.Globalization;

namespace AudioSampler.Bench;

/// <summary>What it costs to analyse in worker processes, against <c>--in-process</c>: on a long recording, and on a folder of short ones, in turns.</summary>
internal static class IsolationCommand
{
    private const int Rounds = 5;

    public static int Run(string[] args)
    {
        string program = BuiltProgram.Take(ref args);
        int rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : Rounds;
        (double apart, double together) = Compare(program, LongRecordings.HalfHourMp3(), rounds);
        Console.WriteLine($"half hour: wall time {apart / together - 1:P1} more (limit 5 %); {apart:F2} s against {together:F2} s");
        (apart, together) = Compare(program, LongRecordings.ShortRecordings(), rounds);
        Console.WriteLine(
            $"{LongRecordings.ShortRecordingsCount} files of 3 s: {(apart - together) / LongRecordings.ShortRecordingsCount * 1000:F1} ms a file more (limit 60); {apart:F2} s against {together:F2} s"
        );
        return 0;
    }

    /// <summary>Medians of the wall time, in seconds.</summary>
    private static (double Apart, double Together) Compare(string program, string path, int rounds)
    {
        Dictionary<string, string> settings = BuiltProgram.Environment(program);
        string[] analyze = ["analyze", "--json", "--no-catalog", "--force", "--quiet"];
        var apart = new List<ProgramRun>();
        var together = new List<ProgramRun>();
        for (int round = 0; round < rounds; round++)
        {
            apart.Add(ProgramRun.Measure(program, [.. analyze, "--", path], settings).RequireSuccess());
            together.Add(ProgramRun.Measure(program, [.. analyze, "--in-process", "--", path], settings).RequireSuccess());
            Console.WriteLine(
                $"round {round + 1}: workers {apart[^1].WallSeconds:F2} s, {apart[^1].CpuSeconds:F2} s CPU; one process {together[^1].WallSeconds:F2} s, {together[^1].CpuSeconds:F2} s CPU"
            );
        }

        return (Median(apart), Median(together));
    }

    private static double Median(List<ProgramRun> runs) => runs.Select(r => r.WallSeconds).Order().ElementAt(runs.Count / 2);
}
