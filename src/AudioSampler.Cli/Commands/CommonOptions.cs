using System.CommandLine;
using AudioSampler.Audio.Store;

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

    /// <summary>What has to stay free on the disk of the temporary folder, in MiB.</summary>
    public static Option<int> DiskReserve()
    {
        Option<int> reserve = new("--disk-reserve")
        {
            Description = "Room that has to stay free on the disk of the temporary folder, in MiB; a file that would take it is refused",
            HelpName = "MIB",
            DefaultValueFactory = _ => (int)(TempStore.DefaultReserveBytes >> 20),
        };
        reserve.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 0)
            {
                result.AddError("--disk-reserve is 0 or more");
            }
        });
        return reserve;
    }

    /// <summary>Bytes of so many MiB.</summary>
    public static long Mebibytes(int number) => (long)number << 20;

    /// <summary>Nothing but failures on standard error.</summary>
    public static Option<bool> Quiet() => new("--quiet", "-q") { Description = "Tell of failures only" };
}
