using System.Globalization;
using AudioSampler.Audio;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Storage;

namespace AudioSampler.Catalog;

public sealed partial class Catalogue
{
    private const int ForgottenAtOnce = 100;
    private const string RemovedAction = "removed from the catalogue";
    private const string LookSetting = "removed_looked_at_ticks";

    private static readonly TimeSpan s_betweenLooks = TimeSpan.FromDays(1);

    /// <summary>How long a file that was removed can come back: 30 days.</summary>
    public static TimeSpan RemovedFor { get; } = TimeSpan.FromDays(30);

    /// <summary>
    /// Takes files out of the catalogue. The files themselves are not touched; what is known of them is kept for <see cref="RemovedFor"/>, and comes back when this is undone, when
    /// they are restored, or when they are analysed again.
    /// </summary>
    /// <param name="ids">Their numbers; those that don't exist count for nothing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The entry of the history; null when none of them was there.</returns>
    /// <exception cref="ArgumentException">Too many at once.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<HistoryEntry?> RemoveFilesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default)
    {
        if (ids.Count > MostChanged)
        {
            throw new ArgumentException($"at most {MostChanged} can be removed at once", nameof(ids));
        }

        return await database.WriteAsync(
            connection =>
            {
                List<long> there = connection.Rows(
                    "SELECT id FROM files WHERE id IN (SELECT value FROM json_each(@ids))",
                    row => row.GetInt64(0),
                    ("@ids", MarkTable.Ids(ids))
                );
                if (there.Count == 0)
                {
                    return null;
                }

                long entry = HistoryTable.Add(connection, RemovedAction, there.Count, new HistoryChanges());
                RemovedTable.Put(connection, there, entry);
                return new HistoryEntry(entry, DateTimeOffset.UtcNow, RemovedAction, there.Count, Undone: false);
            },
            cancellationToken
        );
    }

    /// <summary>Brings removed files back with all that was known of them.</summary>
    /// <param name="ids">The numbers that they had.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>How many came back.</returns>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<int> RestoreFilesAsync(IReadOnlyCollection<long> ids, CancellationToken cancellationToken = default) =>
        database.WriteAsync(
            connection =>
                RemovedTable.TakeBack(connection, "id IN (SELECT value FROM json_each(@which))", ("@which", MarkTable.Ids(ids))).Count,
            cancellationToken
        );

    /// <summary>Files that were removed and can come back, the last first, and how many there are in all.</summary>
    /// <param name="most">Most files.</param>
    /// <param name="skip">How many to leave out before.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public Task<(IReadOnlyList<RemovedFile> Files, long Total)> RemovedFilesAsync(
        int most,
        int skip = 0,
        CancellationToken cancellationToken = default
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<(IReadOnlyList<RemovedFile>, long)>(
            database.Read(connection =>
                (RemovedTable.List(connection, most, skip), (long)connection.Value("SELECT count(*) FROM removed_files")!)
            )
        );
    }

    /// <summary>
    /// Forgets what was removed more than <see cref="RemovedFor"/> ago, if that was so at the look before this one already, which was a day or more ago: a clock that jumps ahead, and is set
    /// right within the day, costs nothing.
    /// </summary>
    /// <param name="now">What the clock says.</param>
    /// <param name="cancellationToken">Stops between some files; what is forgotten is forgotten.</param>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<ForgottenFiles> ForgetRemovedLongAgoAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        DateTimeOffset? last = database.Read(connection =>
            SettingTable.Find(connection, LookSetting) is { } ticks
                ? new DateTimeOffset(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero)
                : (DateTimeOffset?)null
        );
        if (last <= now && now - last < s_betweenLooks)
        {
            return ForgottenFiles.None;
        }

        ForgottenFiles forgotten = last <= now ? await ForgetRemovedAsync(last.Value - RemovedFor, cancellationToken) : ForgottenFiles.None;
        await database.WriteAsync(
            connection =>
            {
                SettingTable.Put(connection, LookSetting, now.UtcTicks.ToString(CultureInfo.InvariantCulture));
                return true;
            },
            cancellationToken
        );
        return forgotten;
    }

    /// <summary>
    /// Forgets what was removed before a time: results, marks, and of sounds that were uploaded the file in the data folder. Files anywhere else are never deleted.
    /// </summary>
    /// <param name="before">What was removed later stays.</param>
    /// <param name="cancellationToken">Stops between some files; what is forgotten is forgotten.</param>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public async Task<ForgottenFiles> ForgetRemovedAsync(DateTimeOffset before, CancellationToken cancellationToken = default)
    {
        (int files, int audio) = (0, 0);
        List<string> problems = [];
        while (true)
        {
            var batch = await database.WriteAsync(
                connection => RemovedTable.Forget(connection, before, ForgottenAtOnce),
                cancellationToken
            );
            foreach (string path in batch.Paths.Where(path => RealPath.Holds(Folder.UploadFolder, path)))
            {
                try
                {
                    File.Delete(path);
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    problems.Add($"{path} can't be deleted ({e.Message.TrimEnd('.')}): delete it by hand");
                }
            }

            files += batch.Paths.Length;
            audio += batch.Audio;
            if (batch.Paths.Length < ForgottenAtOnce)
            {
                return new ForgottenFiles(files, audio, problems);
            }
        }
    }
}
