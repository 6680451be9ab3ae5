using System.CommandLine;
using System.Globalization;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Cli.Output;

namespace AudioSampler.Cli.Commands;

/// <summary><c>ais backup</c>, <c>ais restore</c>, <c>ais export-catalog</c> and <c>ais import-catalog</c>: nothing that was found out need ever be lost.</summary>
internal static class BackupCommand
{
    private const string Latest = "latest";

    /// <summary>Makes <c>ais backup</c>.</summary>
    public static Command Create()
    {
        Option<bool> list = new("--list") { Description = "List the backups instead" };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("backup", "Back the catalogue up, while others use it; the newest five backups are kept") { list, data };
        command.SetAction(
            async (parsed, token) =>
            {
                var folder = DataFolder.Locate(parsed.GetValue(data)?.FullName);
                if (parsed.GetValue(list))
                {
                    foreach (FileInfo backup in CatalogueRestore.Backups(folder))
                    {
                        Console.WriteLine(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{backup.FullName}  {backup.LastWriteTimeUtc:u}  {backup.Length / 1e6:0.0} MB"
                            )
                        );
                    }

                    return ExitCode.Ok;
                }

                await using Catalogue catalogue = await Catalogue.OpenAsync(folder, token);
                Console.WriteLine(await catalogue.BackupAsync(token));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    /// <summary>Makes <c>ais restore</c>.</summary>
    public static Command CreateRestore()
    {
        Argument<string> backup = new("backup") { Description = $"Path of a backup, or {Latest}" };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("restore", "Bring the catalogue back to a backup; what it holds now is backed up first") { backup, data };
        command.SetAction(
            async (parsed, _) =>
            {
                var folder = DataFolder.Locate(parsed.GetValue(data)?.FullName);
                string named = parsed.GetValue(backup)!;
                string? path = named == Latest ? CatalogueRestore.NewestWhole(folder)?.FullName : named;
                if (path is null)
                {
                    await Console.Error.WriteLineAsync($"there is no sound backup in {folder.BackupFolder}");
                    return ExitCode.NothingMatched;
                }

                string? before = CatalogueRestore.Run(folder, path);
                await Console.Error.WriteLineAsync(
                    before is null ? $"restored {path}" : $"restored {path}; what was there before is in {before}"
                );
                return ExitCode.Ok;
            }
        );
        return command;
    }

    /// <summary>Makes <c>ais export-catalog</c>.</summary>
    public static Command CreateExport()
    {
        Argument<FileInfo?> file = new("file") { Description = "Where to; standard output when left out", Arity = ArgumentArity.ZeroOrOne };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("export-catalog", "Write all that the catalogue knows as JSON Lines") { file, data };
        command.SetAction(
            async (parsed, token) =>
            {
                await using Catalogue catalogue = await Catalogue.OpenAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), token);
                TransferCounts counts;
                if (parsed.GetValue(file) is { } target)
                {
                    // Whole or not at all: a file that was there stays until the new one is.
                    string unfinished = target.FullName + ".part";
                    await using (var writer = new StreamWriter(unfinished))
                    {
                        counts = await catalogue.ExportAsync(writer, token);
                    }

                    File.Move(unfinished, target.FullName, overwrite: true);
                }
                else
                {
                    counts = await catalogue.ExportAsync(Console.Out, token);
                }

                await Console.Error.WriteLineAsync(Words(counts));
                return ExitCode.Ok;
            }
        );
        return command;
    }

    /// <summary>Makes <c>ais import-catalog</c>.</summary>
    public static Command CreateImport()
    {
        Argument<FileInfo> file = new("file") { Description = "What ais export-catalog wrote" };
        Option<DirectoryInfo?> data = CommonOptions.Data();
        var command = new Command("import-catalog", "Read in what ais export-catalog wrote; what the catalogue knows besides stays")
        {
            file,
            data,
        };
        command.SetAction(
            async (parsed, token) =>
            {
                FileInfo source = parsed.GetValue(file)!;
                if (!source.Exists)
                {
                    await Console.Error.WriteLineAsync($"there is no file {source.FullName}");
                    return ExitCode.Usage;
                }

                await using Catalogue catalogue = await Catalogue.OpenAsync(DataFolder.Locate(parsed.GetValue(data)?.FullName), token);
                using StreamReader reader = source.OpenText();
                try
                {
                    TransferCounts counts = await catalogue.ImportAsync(reader, token);
                    foreach (string problem in counts.Problems)
                    {
                        await Console.Error.WriteLineAsync(problem);
                    }

                    await Console.Error.WriteLineAsync(Words(counts));
                    return counts.Problems.Count == 0 ? ExitCode.Ok : ExitCode.Failed;
                }
                catch (InvalidDataException e)
                {
                    await Console.Error.WriteLineAsync($"{source.FullName}: {e.Message}");
                    return ExitCode.Failed;
                }
            }
        );
        return command;
    }

    private static string Words(TransferCounts counts) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Files} files, {counts.Marks} marks, {counts.Collections} collections, {counts.Entries} entries of the history, {counts.Searches} searches"
        );
}
