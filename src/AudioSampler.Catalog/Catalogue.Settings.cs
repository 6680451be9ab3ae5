using System.Text.Json;
using AudioSampler.Analysis;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog;

/// <summary>What the user chose for all analyses to come, and the folders that are watched.</summary>
public sealed partial class Catalogue
{
    private const string AnalysisSetting = "analysis";

    /// <summary>The options that files are analysed with where a command doesn't say otherwise; the usual ones until <see cref="SaveAnalysisOptionsAsync"/>.</summary>
    /// <exception cref="CatalogueException">The database can't be read, or what stands in it was written by a newer version.</exception>
    public AnalysisOptions AnalysisOptions()
    {
        if (database.Read(connection => SettingTable.Find(connection, AnalysisSetting)) is not { } json)
        {
            return new AnalysisOptions();
        }

        try
        {
            return Analysis.AnalysisOptions.Parse(json);
        }
        catch (JsonException e)
        {
            throw new CatalogueException(
                CatalogueFailure.NewerVersion,
                $"{Folder.DatabasePath} holds settings of the analysis that this version can't read ({e.Message}): use the version that wrote them, or delete the row '{AnalysisSetting}' of its table settings",
                e
            );
        }
    }

    /// <summary>Keeps the options that files are analysed with from now on. What was analysed with others is analysed anew when its turn comes.</summary>
    /// <exception cref="ArgumentException">They make no sense; the message lists all that is wrong.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task SaveAnalysisOptionsAsync(AnalysisOptions options, CancellationToken cancellationToken = default)
    {
        if (options.Validate() is { Count: > 0 } problems)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(options));
        }

        return database.WriteAsync(
            connection =>
            {
                SettingTable.Put(connection, AnalysisSetting, options.ToJson().GetRawText());
                return true;
            },
            cancellationToken
        );
    }

    /// <summary>Notes with which options, the model among them, files are analysed from now on: results that were made with others are <c>is:stale</c>.</summary>
    /// <remarks>For a program that stays; a single analysis with options of its own makes nothing else stale.</remarks>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task NoteOptionsAsync(AnalysisOptions options, CancellationToken cancellationToken = default)
    {
        string json = options.ToJson().GetRawText();
        if (database.Read(connection => SettingTable.Find(connection, StaleNode.PresentOptions)) != json)
        {
            await database.WriteAsync(
                connection =>
                {
                    SettingTable.Put(connection, StaleNode.PresentOptions, json);
                    return true;
                },
                cancellationToken
            );
        }
    }

    /// <summary>The roots that are watched, in order.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public IReadOnlyList<string> ListWatched() => database.Read(RootTable.ListWatched);

    /// <summary>Size in bytes and time of change, in UTC ticks, of all files below a folder when they were last looked at, by path; those that are missing are left out.</summary>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public IReadOnlyDictionary<string, (long Size, long Modified)> KnownBelow(string folder) =>
        database.Read(connection => FileTable.KnownBelow(connection, folder));

    /// <summary>Says whether a root is watched.</summary>
    /// <param name="path">A root, as it is stored.</param>
    /// <param name="watched">Whether what appears in it is to be analysed at once.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether that changed something.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<bool> WatchAsync(string path, bool watched, CancellationToken cancellationToken = default) =>
        database.WriteAsync(connection => RootTable.Watch(connection, path, watched), cancellationToken);
}
