using System.Globalization;
using AudioSampler.Analysis.Evaluation;
using Spectre.Console;

namespace AudioSampler.Cli.Output;

/// <summary>Measured figures, as a table on standard output and as a page.</summary>
internal static class AccuracyCard
{
    /// <summary>Prints a set.</summary>
    public static void Print(SetFigures result)
    {
        Console.WriteLine($"{result.Set}: {result.Files} files, network {result.Model}");
        Table table = new Table().Border(TableBorder.Simple).AddColumns("Figure", "%", "95 % interval", "Files", "Answered");
        foreach (Figure figure in result.Figures)
        {
            table.AddRow(figure.Name, Percent(figure.Mean), Interval(figure), Whole(figure.Count), Whole(figure.Answered));
        }

        AnsiConsole.Write(table);
        if (result.Reliabilities.Length > 0)
        {
            Table sure = new Table().Border(TableBorder.Simple).AddColumns("Answer", "Confidence %", "Right %", "Answers");
            foreach (Reliability row in result.Reliabilities)
            {
                sure.AddRow(row.What, Percent(row.Confidence), Percent(row.Right), Whole(row.Count));
            }

            AnsiConsole.Write(sure);
        }
    }

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter page, IReadOnlyList<SetFigures> results)
    {
        page.WriteLine("# Accuracy");
        page.WriteLine();
        page.WriteLine(
            "What this build scores on labelled recordings, written by `ais eval --card docs/accuracy.md`. Percent, with the interval in which a figure would lie 95 times in 100 on other files of the same"
        );
        page.WriteLine(
            "kind. A file without an answer counts as wrong. Keys by MIREX (a fifth off 0.5, relative 0.3, parallel 0.2); Acc1 within 4 %, Acc2 up to factors of 2 and 3; beats within 70 ms."
        );
        foreach (SetFigures result in results)
        {
            page.WriteLine();
            page.WriteLine($"## {result.Set}, {Whole(result.Files)} files");
            page.WriteLine();
            page.WriteLine($"Network that heard the labels: `{result.Model}`.");
            page.WriteLine();
            page.WriteLine("| figure | % | 95 % interval | files | answered |");
            page.WriteLine("|---|---|---|---|---|");
            foreach (Figure figure in result.Figures)
            {
                page.WriteLine(
                    $"| {figure.Name} | {Percent(figure.Mean)} | {Interval(figure)} | {Whole(figure.Count)} | {Whole(figure.Answered)} |"
                );
            }

            if (result.Reliabilities.Length > 0)
            {
                page.WriteLine();
                page.WriteLine("| answers given with a confidence of | were right | answers |");
                page.WriteLine("|---|---|---|");
                foreach (Reliability row in result.Reliabilities)
                {
                    page.WriteLine($"| {row.What}, {Percent(row.Confidence)} on average | {Percent(row.Right)} | {Whole(row.Count)} |");
                }
            }
        }
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture);

    private static string Interval(Figure figure) => $"{Percent(figure.Low)} to {Percent(figure.High)}";

    private static string Whole(int number) => number.ToString(CultureInfo.InvariantCulture);
}
