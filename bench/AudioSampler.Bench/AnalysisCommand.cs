using System.Globalization;

namespace AudioSampler.Bench;

/// <summary>CPU time of a whole default analysis against that of decoding alone by FFmpeg, in turns, so that other work on the machine hits both alike.</summary>
internal static class AnalysisCommand
{
    private const int Rounds = 5;

    public static int Run(string[] args)
    {
        string program = BuiltProgram.Take(ref args);
        string file = args.Length > 0 ? args[0] : LongRecordings.HalfHourMp3();
        int rounds = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : Rounds;
        double fileSeconds = LongRecordings.SecondsOf(file);
        Dictionary<string, string> settings = BuiltProgram.Environment(program);
        var decoding = new List<ProgramRun>();
        var analysis = new List<ProgramRun>();
        for (int round = 0; round < rounds; round++)
        {
            string[] decode = ["-nostdin", "-v", "error", "-i", file, "-ac", "1", "-ar", "22050", "-f", "f32le", "-y", "/dev/null"];
            decoding.Add(ProgramRun.Measure("ffmpeg", decode).RequireSuccess());
            string[] analyze = ["analyze", "--json", "--no-catalog", "--force", "--", file];
            analysis.Add(ProgramRun.Measure(program, analyze, settings).RequireSuccess());
            Console.WriteLine(
                $"round {round + 1}: FFmpeg {decoding[^1].CpuSeconds:F2} s CPU, {decoding[^1].WallSeconds:F2} s; "
                    + $"analysis {analysis[^1].CpuSeconds:F2} s CPU, {analysis[^1].WallSeconds:F2} s"
            );
        }

        double ratio = Median(analysis, r => r.CpuSeconds) / Median(decoding, r => r.CpuSeconds);
        double wall = Median(analysis, r => r.WallSeconds);
        double bestWall = analysis.Min(r => r.WallSeconds);
        Console.WriteLine(
            $"{fileSeconds:F0} s of audio; median CPU: FFmpeg {Median(decoding, r => r.CpuSeconds):F2} s, analysis {Median(analysis, r => r.CpuSeconds):F2} s"
        );
        Console.WriteLine(
            $"ratio of medians {ratio:F1} (limit 20, aim 6), of bests {analysis.Min(r => r.CpuSeconds) / decoding.Min(r => r.CpuSeconds):F1}"
        );
        Console.WriteLine(
            $"wall time of the analysis: median {wall / fileSeconds:F4} of real time, best {bestWall / fileSeconds:F4} (limit 0.02)"
        );
        return 0;
    }

    private static double Median(List<ProgramRun> runs, Func<ProgramRun, double> figure) =>
        runs.Select(figure).Order().ElementAt(runs.Count / 2);
}
