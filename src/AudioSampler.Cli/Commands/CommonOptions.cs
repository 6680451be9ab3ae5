using System.CommandLine;
using System.CommandLine.Parsing;
using AudioSampler.Audio.Store;

namespace AudioSampler.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    private const int LargestTypo = 2;

    /// <summary>The data folder.</summary>
    public static Option<DirectoryInfo?> Data() =>
        new("--data") { Description = "Folder of the catalogue (default: AIS_DATA, else the user's data folder)", HelpName = "DIR" };

    /// <summary>JSON instead of a table.</summary>
    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary>Files and folders.</summary>
    public static Argument<string[]> Paths(string description = "Files and folders; folders are walked")
    {
        var paths = new Argument<string[]>("paths") { Description = description, Arity = ArgumentArity.OneOrMore };
        paths.Validators.Add(RefuseMistypedOptions);
        return paths;
    }

    /// <summary>What has to stay free on the disk of the temporary folder, in MiB.</summary>
    public static Option<int> DiskReserve() =>
        NumberOption.Whole(
            "--disk-reserve",
            "MIB",
            "Room that has to stay free on the disk of the temporary folder, in MiB; a file that would take it is refused",
            (int)(TempStore.DefaultReserveBytes >> 20),
            0,
            int.MaxValue
        );

    /// <summary>Bytes of so many MiB.</summary>
    public static long Mebibytes(int number) => (long)number << 20;

    /// <summary>Nothing but failures on standard error.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Tell of failures only" };

    /// <summary>What begins with a dash, stands before the double dash and is no file was meant as an option.</summary>
    private static void RefuseMistypedOptions(ArgumentResult result)
    {
        string[] before = [.. Environment.GetCommandLineArgs().Skip(1).TakeWhile(a => a != "--")];
        foreach (string value in result.Tokens.Select(t => t.Value).Where(v => v.StartsWith('-') && before.Contains(v) && !Path.Exists(v)))
        {
            IEnumerable<string> options = (result.Parent as CommandResult)?.Command.Options.Select(o => o.Name) ?? [];
            string nearest =
                options.MinBy(o => Distance(o, value)) is { } name && Distance(name, value) <= LargestTypo
                    ? $"; did you mean {name}?"
                    : string.Empty;
            result.AddError($"there is no option {value}{nearest} (a file of that name goes after --)");
        }
    }

    /// <summary>Letters to insert, delete or replace until one word is the other (Levenshtein 1966).</summary>
    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[^1];
    }
}
