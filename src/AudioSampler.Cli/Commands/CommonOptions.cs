using System.CommandLine;

namespace AudioSampler.Cli.Commands;

/// <summary>Options that several commands share.</summary>
internal static class CommonOptions
{
    /// <summary>The data folder.</summary>
    public static Option<DirectoryInfo?> Data() =>
        new("--data") { Description = "Folder of the catalogue (default: AIS_DATA, else the user's data folder)", HelpName = "DIR" };

    /// <summary>JSON instead of a table.</summary>
    public static Option<bool> Json(string description) => new("--json") { Description = description };

    /// <summary>Files and folders.</summary>
    public static Argument<string[]> Paths() =>
        new("paths") { Description = "Files and folders; folders are walked", Arity = ArgumentArity.OneOrMore };

    /// <summary>Nothing but failures on standard error.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Tell of failures only" };
}
