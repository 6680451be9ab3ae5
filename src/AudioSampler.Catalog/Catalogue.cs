using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Jobs;
using AudioSampler.Catalog.Model;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Catalog.Storage;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog;

/// <summary>
/// Everything that was found out about the user's sounds, in one data folder. Results belong to audio, known by its hash; each path is a row that points to
/// its audio. New results are written as a new generation, which one transaction makes current. Several threads and several programs may use one folder.
/// </summary>
public sealed partial class Catalogue : IAnalysisStore, IAsyncDisposable
{
    private static readonly TimeSpan s_patienceForSummaries = TimeSpan.FromSeconds(2);

    private readonly CatalogueDatabase database;
    private readonly WaveformStore waveforms;
    private readonly Lock guard = new();
    private readonly HashSet<long> live = [];
    private readonly SearchClock searchClock = new();
    private CatalogueWriter? writer;

    private Catalogue(CatalogueDatabase database)
    {
        this.database = database;
        waveforms = new WaveformStore(database.Folder);
        similarities = new SimilarityIndexes(database);
        Jobs = new JobStore(database, WriterName);
    }

    /// <summary>The folder.</summary>
    public DataFolder Folder => database.Folder;

    /// <summary>The analyses that were asked for, and how far they are.</summary>
    public JobStore Jobs { get; }

    /// <summary>
    /// Opens the catalogue in a folder, on a thread of its own: a host may go on and await this later. Makes what is missing, brings the tables to this version
    /// (after a backup) and sweeps away what programs left that died in the middle of an analysis.
    /// </summary>
    /// <exception cref="CatalogueException">It can't be opened; the message names the file and the remedy.</exception>
    public static Task<Catalogue> OpenAsync(DataFolder folder, CancellationToken cancellationToken = default) =>
        OpenAsync(folder, CatalogueDatabase.DefaultPatience, cancellationToken);

    /// <summary>Opens the catalogue, and waits only so long for other programs.</summary>
    internal static Task<Catalogue> OpenAsync(DataFolder folder, TimeSpan patience, CancellationToken cancellationToken) =>
        Task.Run(
            async () =>
            {
                folder.Create();
                var opened = new CatalogueDatabase(folder, patience);
                try
                {
                    DatabaseUpgrade.Run(opened);
                    var catalogue = new Catalogue(opened);
                    await CatalogueWriter.SweepDeadAsync(opened, catalogue.waveforms, cancellationToken);
                    catalogue.waveforms.Sweep(DateTimeOffset.UtcNow);
                    await catalogue.RenewSummariesAsync(s_patienceForSummaries, cancellationToken);
                    return catalogue;
                }
                catch
                {
                    opened.Dispose();
                    throw;
                }
            },
            cancellationToken
        );

    /// <inheritdoc/>
    /// <exception cref="CatalogueException">The database can't be read.</exception>
    public async Task<AnalysisDocument?> FindAsync(FileIdentity identity, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        (AnalysisDocument? document, long? back) = database.Read(connection =>
            identity switch
            {
                { AudioHash: { } audioHash } => (FindAudio(connection, identity, audioHash), null),
                { ContentHash: { } contentHash } => (FindContent(connection, identity, contentHash), null),
                _ => FindUnchanged(connection, identity),
            }
        );
        if (back is { } fileId)
        {
            await SetMissingAsync(fileId, missing: false, cancellationToken);
        }

        return document;
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The audio has no results: it must be analysed, not linked.</exception>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    public Task<AnalysisDocument> LinkAsync(FileIdentity identity, FileFacts file, CancellationToken cancellationToken) =>
        database.WriteAsync(
            connection =>
            {
                string audioHash = AudioHash(identity, file);
                long audioId =
                    AudioId(connection, audioHash, withResults: true)
                    ?? throw new ArgumentException($"{identity.Path} holds audio that has no results: analyse it", nameof(identity));
                AnalysisDocument results = DocumentReader.OfAudio(connection, audioId)!;
                long fileId = FileTable.Put(connection, identity, file, audioId, results.Status, WarningsOfSameBytes(connection, identity));
                SummaryTable.RenewIfGone(connection, audioId);
                SearchIndex.RenewFile(connection, fileId);
                return DocumentReader.OfFile(connection, FileTable.ById(connection, fileId)!);
            },
            cancellationToken
        );

    /// <inheritdoc/>
    /// <exception cref="CatalogueException">The database can't be written, or another program has taken the job.</exception>
    public async Task<IAnalysisGeneration> BeginAsync(
        FileIdentity identity,
        FileFacts file,
        AnalysisRecipe recipe,
        long? jobId,
        CancellationToken cancellationToken
    ) => await BeginAsync(identity, file, recipe, jobId, afterwards: null, cancellationToken);

    private async Task<Generation> BeginAsync(
        FileIdentity identity,
        FileFacts file,
        AnalysisRecipe recipe,
        long? jobId,
        Action<SqliteConnection, long>? afterwards,
        CancellationToken cancellationToken
    )
    {
        string audioHash = AudioHash(identity, file);
        string writerName = WriterName();
        return await database.WriteAsync(
            connection =>
            {
                long audioId =
                    AudioId(connection, audioHash, withResults: false)
                    ?? (long)connection.Value("INSERT INTO audio (audio_hash) VALUES (@hash) RETURNING id", ("@hash", audioHash))!;
                (long number, ImmutableArray<RegionDocument> resumed) = BeginLive(connection, audioId, writerName, recipe, jobId);
                return new Generation(database, waveforms, writerName, identity, audioHash, audioId, jobId, number, resumed, Leave)
                {
                    Afterwards = afterwards,
                    FindsMoves = Volatile.Read(ref importing) == 0,
                    Replaces = connection.Value("SELECT generation_id FROM audio WHERE id = @id", ("@id", audioId)) is not null,
                };
            },
            cancellationToken
        );
    }

    /// <inheritdoc/>
    /// <exception cref="CatalogueException">The database can't be written.</exception>
    /// <remarks>A file that is away is noted as missing where it is known; its results stay.</remarks>
    public Task<AnalysisDocument> FailAsync(FileIdentity identity, AnalysisDocument document, CancellationToken cancellationToken) =>
        database.WriteAsync(connection => document with { FileId = Fail(connection, identity, document) }, cancellationToken);

    /// <summary>Closes the database. Generations and leases must be disposed before.</summary>
    public ValueTask DisposeAsync()
    {
        Tune();
        writer?.Dispose();
        similarities.Dispose();
        database.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Lets SQLite count what its plans need to know, where that has changed much; only where this program has written, and never at the cost of an error.</summary>
    private void Tune()
    {
        if (writer is null)
        {
            return;
        }

        try
        {
            database.Run(connection => connection.Execute("PRAGMA optimize"));
        }
        catch (CatalogueException)
        {
            // Plans are as good as before; whatever hinders this is told where something is asked for.
        }
    }

    /// <summary>Announces this program as a writer with its first generation or job; those that only read need no lock.</summary>
    private string WriterName()
    {
        lock (guard)
        {
            writer ??= CatalogueWriter.Announce(database.Folder);
            return writer.Name;
        }
    }

    private (long Number, ImmutableArray<RegionDocument> Resumed) BeginLive(
        SqliteConnection connection,
        long audioId,
        string writerName,
        AnalysisRecipe recipe,
        long? jobId
    )
    {
        lock (guard)
        {
            var begun = GenerationTable.Begin(connection, audioId, writerName, recipe, jobId, live);
            live.Add(begun.Number);
            return begun;
        }
    }

    private void Leave(long generation)
    {
        lock (guard)
        {
            live.Remove(generation);
        }
    }

    private static AnalysisDocument? FindAudio(SqliteConnection connection, FileIdentity identity, string audioHash)
    {
        if (AudioId(connection, audioHash, withResults: true) is not { } audioId)
        {
            return null;
        }

        List<FileRow> copies = FileTable.ByAudio(connection, audioId);
        FileRow? copy =
            copies.Find(row => row.Path == identity.Path)
            ?? copies.Find(row => row.ContentHash == identity.ContentHash)
            ?? copies.FirstOrDefault();
        return UnderPath(
            identity.Path,
            copy is null ? DocumentReader.OfAudio(connection, audioId)! : DocumentReader.OfFile(connection, copy)
        );
    }

    private static AnalysisDocument? FindContent(SqliteConnection connection, FileIdentity identity, string contentHash) =>
        FileTable.ByContent(connection, contentHash, identity.Path) is { } row
            ? UnderPath(identity.Path, DocumentReader.OfFile(connection, row))
            : FindFailure(connection, identity, contentHash);

    private static AnalysisDocument? FindFailure(SqliteConnection connection, FileIdentity identity, string contentHash) =>
        FileTable.ByPath(connection, identity.Path) is { Failure: not null } row && row.ContentHash == contentHash
            ? DocumentReader.OfFile(connection, row)
            : null;

    /// <summary>The document of a path whose file is as it was, and its number when it was missing and is back.</summary>
    private static (AnalysisDocument? Document, long? Back) FindUnchanged(SqliteConnection connection, FileIdentity identity) =>
        FileTable.ByPath(connection, identity.Path) is { } row
        && row.SizeBytes == identity.SizeBytes
        && row.ModifiedTicks == identity.ModifiedUtc.UtcTicks
            ? (DocumentReader.OfFile(connection, row), row.Missing ? row.Id : null)
            : (null, null);

    /// <summary>The document of a copy as that of another path, which may not be in the catalogue yet.</summary>
    private static AnalysisDocument UnderPath(string path, AnalysisDocument document) =>
        document.Path == path
            ? document
            : document with
            {
                Path = path,
                FileId = null,
                Regions = DocumentReader.NamedAfter(path, document.Regions),
                File = document.File is { } file ? file with { Name = Path.GetFileName(path) } : null,
            };

    private static long? AudioId(SqliteConnection connection, string audioHash, bool withResults) =>
        (long?)
            connection.Value(
                "SELECT id FROM audio WHERE audio_hash = @hash AND (generation_id IS NOT NULL OR NOT @results)",
                ("@hash", audioHash),
                ("@results", withResults)
            );

    private static long? Fail(SqliteConnection connection, FileIdentity identity, AnalysisDocument document)
    {
        if (document.Error?.Code == AnalysisErrorCode.NotFound)
        {
            return FileTable.MarkMissing(connection, identity.Path);
        }

        long fileId = FileTable.PutFailure(connection, identity, document);
        SearchIndex.RenewFile(connection, fileId);
        return fileId;
    }

    private static string AudioHash(FileIdentity identity, FileFacts file) =>
        identity.AudioHash
        ?? file.AudioHash
        ?? throw new ArgumentException($"the audio hash of {identity.Path} is not known: decode it first", nameof(identity));

    /// <summary>Warnings speak of a file's bytes; a copy with the same bytes earns the same, but for what happened while the other was read.</summary>
    private static string WarningsOfSameBytes(SqliteConnection connection, FileIdentity identity)
    {
        ImmutableArray<AnalysisError> warnings =
            identity.ContentHash is { } hash && FileTable.ByContent(connection, hash, identity.Path) is { } row
                ? DocumentReader.Warnings(row)
                : [];
        return JsonSerializer.Serialize(
            warnings.RemoveAll(w => w.Code == AnalysisErrorCode.Changed),
            AnalysisJson.Default.ImmutableArrayAnalysisError
        );
    }
}
