using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Analysis.Engine;
using AudioSampler.Catalog.Marks;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;
using Microsoft.Data.Sqlite;

namespace AudioSampler.Catalog.Storage;

/// <summary>Results of one file on their way in: rows of a generation that nothing points to until it is complete.</summary>
internal sealed class Generation(
    CatalogueDatabase database,
    WaveformStore waveforms,
    string writer,
    FileIdentity identity,
    string audioHash,
    long audioId,
    long? jobId,
    long number,
    ImmutableArray<RegionDocument> resumed,
    Action<long> left
) : IAnalysisGeneration
{
    private readonly ConcurrentDictionary<(long Region, string Analyzer), AnalyzerRecord> written = [];
    private ImmutableArray<RegionDocument> added = [];
    private ImmutableArray<long> regionIds = [];
    private string? stagedWaveform;
    private bool completed;
    private volatile bool failed;

    public ImmutableArray<RegionDocument> Resumed => resumed;

    /// <summary>Whether a file whose audio is known, but at no path that is there, was moved here.</summary>
    public bool FindsMoves { get; init; } = true;

    /// <summary>
    /// Whether there are results of the same audio already: they are gone with the switch to the new ones, which therefore has to outlive a power cut. First results that one takes
    /// are made again.
    /// </summary>
    public bool Replaces { get; init; }

    /// <summary>What is done with the number of the file when all is written, in the same transaction; null for nothing.</summary>
    public Action<SqliteConnection, long>? Afterwards { get; init; }

    public async Task AddRegionsAsync(IReadOnlyList<RegionDocument> regions, CancellationToken cancellationToken)
    {
        regionIds = await WriteAsync(
            connection => regions.Select(region => RegionTable.Put(connection, number, region)).ToImmutableArray(),
            database.WriteAsync,
            cancellationToken
        );
        added = [.. regions];
    }

    public async Task AddAnalysisAsync(int regionIndex, string analyzer, AnalyzerRecord record, CancellationToken cancellationToken)
    {
        long regionId = regionIds[regionIndex];
        await WriteAsync(
            connection =>
            {
                RegionTable.PutAnalysis(connection, regionId, analyzer, record);
                return true;
            },
            database.WriteAsync,
            cancellationToken
        );
        written[(regionId, analyzer)] = record;
    }

    public Task AdoptWaveformAsync(string temporaryPath, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        DropStagedWaveform();
        stagedWaveform = waveforms.Stage(temporaryPath, writer);
        return Task.CompletedTask;
    }

    public async Task<AnalysisDocument> CompleteAsync(AnalysisDocument document, CancellationToken cancellationToken)
    {
        AnalysisDocument stored = await WriteAsync(
            connection => Complete(connection, document),
            Replaces ? database.WriteDurablyAsync : database.WriteAsync,
            cancellationToken
        );
        completed = true;
        return stored;
    }

    public async ValueTask DisposeAsync()
    {
        DropStagedWaveform();
        // What an unfinished job has not completed stays for it to go on with, until the job ends; but where there is no room, it makes way at once.
        if (!completed && (jobId is null || failed))
        {
            await database.WriteAsync(Remove, CancellationToken.None);
        }

        completed = true;
        left(number);
    }

    /// <summary>Writes, if the generation is still this writer's.</summary>
    private async Task<T> WriteAsync<T>(
        Func<SqliteConnection, T> write,
        Func<Func<SqliteConnection, T>, CancellationToken, Task<T>> how,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await how(
                connection =>
                {
                    GenerationTable.RequireWriter(connection, number, writer);
                    return write(connection);
                },
                cancellationToken
            );
        }
        catch (CatalogueException)
        {
            failed = true;
            throw;
        }
    }

    /// <summary>
    /// One transaction: all of the document in its rows, this generation current, the one before gone, every copy of the audio indexed, the file of the job done.
    /// </summary>
    private AnalysisDocument Complete(SqliteConnection connection, AnalysisDocument document)
    {
        ILookup<long, string> there = written.Keys.ToLookup(key => key.Region, key => key.Analyzer);
        ImmutableArray<RegionDocument> regions = [.. document.Regions.Select(region => Store(connection, region, there))];
        RegionTable.RemoveFrom(connection, number, regions.Length);
        AnalysisDocument rest = document with
        {
            Path = "",
            FileId = null,
            File = null,
            Warnings = [],
            Regions = [],
            Overrides = null,
            User = null,
        };
        connection.Execute(
            "UPDATE generations SET document = @document, job_id = NULL, recipe = NULL WHERE id = @number",
            ("@document", JsonSerializer.Serialize(rest, AnalysisJson.Default.AnalysisDocument)),
            ("@number", number)
        );

        object? before = connection.Value("SELECT generation_id FROM audio WHERE id = @audio", ("@audio", audioId));
        connection.Execute("UPDATE audio SET generation_id = @number WHERE id = @audio", ("@number", number), ("@audio", audioId));
        List<Stretch> old = RegionTable.StretchesOf(connection, before);
        bool isCutAnew =
            before is not null && GenerationTable.CutOf(connection, before) != document.Versions.GetValueOrDefault(Correction.Regions);
        SearchIndex.RemoveRegionsOf(connection, before);
        connection.Execute("DELETE FROM generations WHERE id = @before", ("@before", before));
        List<Stretch> remembered = isCutAnew ? HistoryTable.RegionsOf(connection, audioId) : [];
        regions = RegionTable.TakeNumbers(connection, old, regions, MarkTable.Marked(connection, audioId), remembered);
        MarkTable.Attach(connection, audioId, [.. regions.Select(r => new Stretch(r.RegionId!.Value, r.StartS, r.EndS))]);
        SummaryTable.Put(connection, audioId, number, document.Summary, regions);
        TakeWordsOf(connection, document, regions);

        string warnings = JsonSerializer.Serialize(document.Warnings, AnalysisJson.Default.ImmutableArrayAnalysisError);
        long fileId = FileTable.Put(connection, identity, document.File, audioId, document.Status, warnings, FindsMoves);
        connection.Execute(
            "UPDATE files SET status = @status WHERE audio_id = @audio AND failure IS NULL",
            ("@status", FileTable.Text(document.Status)),
            ("@audio", audioId)
        );
        SearchIndex.RenewAudio(connection, audioId);
        if (jobId is { } job)
        {
            JobFileTable.End(connection, job, identity.Path, JobFileTable.StateOf(document.Status), fileId, error: null);
        }

        Afterwards?.Invoke(connection, fileId);
        ShowWaveform();
        return DocumentReader.Marked(document with { FileId = fileId, Regions = regions }, MarkTable.OfAudio(connection, audioId));
    }

    /// <summary>What the user said stays, unless the document says otherwise.</summary>
    private void TakeWordsOf(SqliteConnection connection, AnalysisDocument document, ImmutableArray<RegionDocument> regions)
    {
        var said = new List<(long Mark, ImmutableSortedDictionary<string, JsonElement> Overrides)>();
        if (document.Overrides is { } whole)
        {
            said.Add((MarkTable.OfWhole(connection, [audioId])[0], whole));
        }

        foreach (RegionDocument region in regions.Where(region => region.Overrides is not null))
        {
            said.Add((MarkTable.OfRegions(connection, [region.RegionId!.Value])[0], region.Overrides!));
        }

        if (said.Count == 0)
        {
            return;
        }

        foreach ((long mark, ImmutableSortedDictionary<string, JsonElement> overrides) in said)
        {
            StoredMark stored = MarkTable.ById(connection, [mark])[0];
            MarkTable.Write(connection, [new MarkEdit(stored.Id, stored.State, stored.State with { Overrides = overrides })]);
        }

        SummaryTable.Put(connection, audioId, number, document.Summary, regions);
    }

    /// <summary>Writes of a region what is not there yet.</summary>
    private RegionDocument Store(SqliteConnection connection, RegionDocument region, ILookup<long, string> there)
    {
        long id = IsAdded(region) ? regionIds[region.Index] : RegionTable.Put(connection, number, region);
        if (!resumed.IsEmpty || there[id].Any(analyzer => !region.Analyses.ContainsKey(analyzer)))
        {
            RegionTable.RemoveAnalysesBut(connection, id, region.Analyses.Keys);
        }

        foreach ((string analyzer, AnalyzerRecord record) in region.Analyses)
        {
            if (!ReferenceEquals(record, written.GetValueOrDefault((id, analyzer))))
            {
                RegionTable.PutAnalysis(connection, id, analyzer, record);
            }
        }

        return region with
        {
            RegionId = id,
        };
    }

    private bool IsAdded(RegionDocument region) =>
        region.Index < added.Length
        && added[region.Index] is var there
        && (there.Index, there.Id, there.StartS, there.EndS, there.PeakDbfs, there.RmsDbfs)
            == (region.Index, region.Id, region.StartS, region.EndS, region.PeakDbfs, region.RmsDbfs);

    /// <summary>Before the commit: a waveform without results does no harm, results without their waveform would be incomplete.</summary>
    private void ShowWaveform()
    {
        if (stagedWaveform is not null)
        {
            waveforms.Show(stagedWaveform, audioHash);
            stagedWaveform = null;
        }
    }

    private void DropStagedWaveform()
    {
        if (stagedWaveform is not null)
        {
            File.Delete(stagedWaveform);
            stagedWaveform = null;
        }
    }

    private bool Remove(SqliteConnection connection)
    {
        connection.Execute("DELETE FROM generations WHERE id = @number AND writer = @writer", ("@number", number), ("@writer", writer));
        connection.Execute(
            """
            DELETE FROM audio WHERE id = @audio AND generation_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM generations g WHERE g.audio_id = audio.id)
              AND NOT EXISTS (SELECT 1 FROM files f WHERE f.audio_id = audio.id)
            """,
            ("@audio", audioId)
        );
        return true;
    }
}
