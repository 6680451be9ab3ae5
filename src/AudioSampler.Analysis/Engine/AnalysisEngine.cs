using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using AudioSampler.Analysis.Engine.Messages;
using AudioSampler.Analysis.Summary;
using AudioSampler.Audio.Decoding;
using AudioSampler.Audio.Store;
using AudioSampler.Dsp.Loudness;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>From a path to a document: identifies, decodes, cuts into regions, has every region analysed, sums up and stores.</summary>
/// <param name="options">Options of regions and analyzers.</param>
/// <param name="decoder">Decodes and measures in one pass; made on first use, because FFmpeg may be missing.</param>
/// <param name="temporary">Where decoded files stand while they are analysed.</param>
/// <param name="graph">All analyzers.</param>
/// <param name="workers">Analyse regions.</param>
/// <param name="ledger">Counts how analyzers fare.</param>
/// <param name="store">Where results are kept; null to keep none.</param>
public sealed class AnalysisEngine(
    AnalysisOptions options,
    Lazy<DecodePass> decoder,
    TempStore temporary,
    AnalyzerGraph graph,
    IFileWorkers workers,
    AnalyzerLedger ledger,
    IAnalysisStore? store
)
{
    /// <summary>Analyses one file. Several files may be asked for at once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="request">What is to be done.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Stops the work; what was stored of the file before stays as it was.</param>
    /// <returns>The document; with status failed, and why, when the file can't be analysed.</returns>
    /// <exception cref="ArgumentException">The request names an analyzer that doesn't exist.</exception>
    /// <exception cref="OperationCanceledException">The token was set.</exception>
    public async Task<AnalysisDocument> AnalyzeAsync(
        string path,
        AnalysisRequest request,
        IProgress<AnalysisProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        ImmutableArray<AnalyzerDescriptor> analyzers = graph.Select(request.Only);
        FileIdentity identity = FileIdentification.Unknown(path);
        try
        {
            identity = FileIdentification.Of(path);
            return await AnalyzeAsync(identity, request, analyzers, new ProgressReporter(identity.Path, progress), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // The wall around one file: whatever it does to us, the others go on. AnalysisErrors keeps bugs apart from expected failures.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return await FailAsync(identity, AnalysisErrors.Of(exception, identity.Path), request, cancellationToken);
        }
    }

    private async Task<AnalysisDocument> AnalyzeAsync(
        FileIdentity identity,
        AnalysisRequest request,
        ImmutableArray<AnalyzerDescriptor> analyzers,
        ProgressReporter progress,
        CancellationToken cancellationToken
    )
    {
        long start = Stopwatch.GetTimestamp();
        if (await FindCurrentAsync(identity, request, analyzers, cancellationToken) is { } stored)
        {
            EngineMetrics.FileUnchanged();
            return stored;
        }

        progress.Decoding(0);
        long decodeStart = Stopwatch.GetTimestamp();
        await using DecodedAudio audio = await DecodeAsync(identity, analyzers, progress, cancellationToken);
        EngineMetrics.Decoded(Stopwatch.GetElapsedTime(decodeStart));
        long decodeMs = ElapsedMs(start);
        identity = identity with { ContentHash = audio.ContentHash, AudioHash = audio.AudioHash };
        FileFacts file = FileFactsBuilder.Of(identity, audio);
        if (await FindCurrentAsync(identity, request, analyzers, cancellationToken) is not null)
        {
            EngineMetrics.FileUnchanged();
            return await store!.LinkAsync(identity, file, cancellationToken);
        }

        AnalysisDocument? known = store is null ? null : await store.FindAsync(identity, cancellationToken);
        AnalysisDocument? previous = request.Only is not null && known is not null && Versioning.SameRegions(known, options) ? known : null;
        var recipe = new AnalysisRecipe(
            options.ToJson(),
            Versioning.Merge(previous, analyzers, HandCut.Version((previous ?? known)?.Overrides))
        );
        ImmutableArray<RegionDocument> regions = previous is null
            ? RegionCutter.Cut(audio, file.Name, options.Regions, HandCut.Of(known?.Overrides))
            : KeepWhatHolds(previous, request, analyzers);
        if (previous is null && known is not null && !request.Force)
        {
            regions = WithSameStretches(regions, known, recipe);
        }

        await using IAnalysisGeneration? generation = store is null
            ? null
            : await store.BeginAsync(identity, file, recipe, request.JobId, cancellationToken);
        if (generation is not null)
        {
            regions = WithFinished(regions, generation.Resumed);
            await generation.AddRegionsAsync(regions, cancellationToken);
        }

        progress.Analyzing(regions.Sum(region => analyzers.Count(a => !region.Analyses.ContainsKey(a.Name))));
        regions = await AnalyzeRegionsAsync(audio, file, regions, analyzers, generation, progress, cancellationToken);
        AnalysisDocument document = Document(identity, audio, file, regions, recipe) with
        {
            Timings = new AnalysisTimings(
                decodeMs,
                ElapsedMs(start),
                file.DurationS > 0 ? Math.Round(ElapsedMs(start) / 1000.0 / file.DurationS, 5) : null
            ),
        };
        if (generation is not null)
        {
            await generation.AdoptWaveformAsync(audio.WaveformPath, cancellationToken);
            document = await generation.CompleteAsync(document, cancellationToken);
        }

        EngineMetrics.FileDone(document);
        progress.Done();
        return document;
    }

    private async Task<DecodedAudio> DecodeAsync(
        FileIdentity identity,
        ImmutableArray<AnalyzerDescriptor> analyzers,
        ProgressReporter progress,
        CancellationToken cancellationToken
    )
    {
        Task<DecodedAudio> decoding = decoder.Value.RunAsync(
            identity.Path,
            DecodeOptionsFor(analyzers),
            temporary,
            progress.DecodedSeconds,
            cancellationToken
        );
        try
        {
            // FFmpeg is on its way: a worker gets ready meanwhile, and the file waits for neither.
            workers.Prepare();
        }
        catch
        {
            await using DecodedAudio unused = await decoding;
            throw;
        }

        return await decoding;
    }

    private async Task<ImmutableArray<RegionDocument>> AnalyzeRegionsAsync(
        DecodedAudio audio,
        FileFacts file,
        ImmutableArray<RegionDocument> regions,
        ImmutableArray<AnalyzerDescriptor> analyzers,
        IAnalysisGeneration? generation,
        ProgressReporter progress,
        CancellationToken cancellationToken
    )
    {
        await using IFileWorker worker = await workers.OpenAsync(new OpenFile(audio.Folder, file), cancellationToken);
        ImmutableArray<string> names = [.. analyzers.Select(a => a.Name)];
        var finished = new RegionDocument[regions.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            regions,
            parallel,
            async (known, token) =>
            {
                RegionDocument region = ledger.SetAside(known, analyzers);
                foreach ((string name, AnalyzerRecord record) in region.Analyses)
                {
                    await AddAsync(generation, region.Index, name, record, token);
                }

                await foreach (RegionMessage message in worker.AnalyzeAsync(new AnalyzeRegion(region, names), token))
                {
                    progress.Heard(message);
                    if (message is AnalyzerFinished done)
                    {
                        ledger.Heard(done);
                        region = region with { Analyses = region.Analyses.SetItem(done.Analyzer, done.Record) };
                        await AddAsync(generation, region.Index, done.Analyzer, done.Record, token);
                    }
                }

                finished[region.Index] = region;
            }
        );
        ledger.FileDone(finished);
        return [.. finished];

        static Task AddAsync(IAnalysisGeneration? generation, int index, string name, AnalyzerRecord record, CancellationToken token) =>
            generation?.AddAnalysisAsync(index, name, record, token) ?? Task.CompletedTask;
    }

    private AnalysisDocument Document(
        FileIdentity identity,
        DecodedAudio audio,
        FileFacts file,
        ImmutableArray<RegionDocument> regions,
        AnalysisRecipe recipe
    )
    {
        FileSummary summary = SummaryBuilder.Build(regions, FileFactsBuilder.Level(GatedLoudness.Integrated(audio.Loudness.Energies)));
        ImmutableArray<AnalysisError> warnings =
        [
            .. audio.Warnings.Select(w => new AnalysisError(AnalysisErrors.CodeOf(w.Code), w.Message)),
            .. FileIdentification.Changed(identity) is { } changed ? [changed] : Array.Empty<AnalysisError>(),
        ];
        bool partial = summary.FailedAnalyses > 0 || warnings.Any(w => w.Code == AnalysisErrorCode.Truncated);
        return new AnalysisDocument
        {
            Path = identity.Path,
            Status = partial ? AnalysisStatus.Partial : AnalysisStatus.Complete,
            Warnings = warnings,
            Options = options.ToJson(),
            Versions = recipe.Versions,
            File = file,
            Regions = regions,
            Summary = summary,
        };
    }

    /// <summary>The stored document, if it was made as this request would make it.</summary>
    private async Task<AnalysisDocument?> FindCurrentAsync(
        FileIdentity identity,
        AnalysisRequest request,
        ImmutableArray<AnalyzerDescriptor> analyzers,
        CancellationToken cancellationToken
    )
    {
        if (store is null || request.Force)
        {
            return null;
        }

        AnalysisDocument? stored = await store.FindAsync(identity, cancellationToken);
        return
            stored is not null
            && Versioning.IsCurrent(stored, analyzers, options)
            && !await IsMendedAsync(stored, analyzers, cancellationToken)
            ? stored
            : null;
    }

    /// <summary>Whether the document lacks a result because a plugin was broken that can be loaded now.</summary>
    private async ValueTask<bool> IsMendedAsync(
        AnalysisDocument stored,
        ImmutableArray<AnalyzerDescriptor> analyzers,
        CancellationToken cancellationToken
    )
    {
        string[] missing = [.. analyzers.Where(a => Versioning.LacksForItsPlugin(stored, a)).Select(a => a.Name)];
        return missing.Length > 0 && !(await workers.BrokenAsync(cancellationToken)).IsSupersetOf(missing);
    }

    /// <summary>Stored regions, less the analyses that are to be made anew.</summary>
    private static ImmutableArray<RegionDocument> KeepWhatHolds(
        AnalysisDocument previous,
        AnalysisRequest request,
        ImmutableArray<AnalyzerDescriptor> analyzers
    )
    {
        var anew = new HashSet<string>(StringComparer.Ordinal);
        foreach (AnalyzerDescriptor analyzer in analyzers)
        {
            // Producers come first. Who went on without a result that is made now has to read it.
            if (
                !Versioning.Holds(previous, analyzer)
                || Versioning.LacksForItsPlugin(previous, analyzer)
                || (request.Force && request.Only!.Value.Contains(analyzer.Name, StringComparer.Ordinal))
                || analyzer.ConsumesOptionally.Any(anew.Contains)
            )
            {
                anew.Add(analyzer.Name);
            }
        }

        return [.. previous.Regions.Select(r => r with { RegionId = null, Analyses = r.Analyses.RemoveRange(anew) })];
    }

    /// <summary>Regions with the analyses that stand of the same stretches of the same audio: where one border was moved, the other regions keep theirs.</summary>
    private static ImmutableArray<RegionDocument> WithSameStretches(
        ImmutableArray<RegionDocument> regions,
        AnalysisDocument known,
        AnalysisRecipe recipe
    )
    {
        if (
            known.Options is not { } made
            || !JsonElement.DeepEquals(made, recipe.Options)
            || known.Versions.GetValueOrDefault(Versioning.Regions) == recipe.Versions.GetValueOrDefault(Versioning.Regions)
        )
        {
            return regions;
        }

        Dictionary<(double, double), RegionDocument> stretches = known
            .Regions.DistinctBy(region => (region.StartS, region.EndS))
            .ToDictionary(region => (region.StartS, region.EndS));
        return
        [
            .. regions.Select(region =>
                stretches.TryGetValue((region.StartS, region.EndS), out RegionDocument? same)
                    ? region with
                    {
                        Analyses = recipe.WhatHolds(
                            same.Analyses.RemoveRange(
                                same.Analyses.Where(a =>
                                        a.Value.Error?.Code is AnalysisErrorCode.PluginBroken or AnalysisErrorCode.BridgeMissing
                                    )
                                    .Select(a => a.Key)
                            )
                        ),
                    }
                    : region
            ),
        ];
    }

    /// <summary>Regions with what a run that broke off had finished of them; one recipe cuts the same audio in the same way each time.</summary>
    private static ImmutableArray<RegionDocument> WithFinished(
        ImmutableArray<RegionDocument> regions,
        ImmutableArray<RegionDocument> finished
    ) =>
        finished.Length != regions.Length
            ? regions
            : [.. regions.Zip(finished, (region, done) => region with { Analyses = region.Analyses.SetItems(done.Analyses) })];

    private static DecodeOptions DecodeOptionsFor(ImmutableArray<AnalyzerDescriptor> analyzers) =>
        new() { WriteNetworkSignal = analyzers.Any(a => a.Signals.Contains(SignalKind.Network)) };

    /// <summary>The document of a file that can't be analysed.</summary>
    /// <param name="path">Absolute path.</param>
    /// <param name="error">Why.</param>
    /// <param name="options">The options that it would have been analysed with.</param>
    public static AnalysisDocument Failed(string path, AnalysisError error, AnalysisOptions options) =>
        new()
        {
            Path = path,
            Status = AnalysisStatus.Failed,
            Error = error,
            Options = options.ToJson(),
            Versions = Versioning.OfProgram,
        };

    private async Task<AnalysisDocument> FailAsync(
        FileIdentity identity,
        AnalysisError error,
        AnalysisRequest request,
        CancellationToken cancellationToken
    )
    {
        AnalysisDocument document = Failed(identity.Path, error, options);
        EngineMetrics.FileDone(document);
        bool storable =
            error.Code is not (AnalysisErrorCode.CatalogueFailed or AnalysisErrorCode.DiskFull)
            && !Directory.Exists(identity.Path) // a folder that can't be read is no row of files
            && !(request.ForgetNoSound && AnalysisErrors.IsNoSound(error));
        if (store is null || !storable)
        {
            return document;
        }

        try
        {
            return await store.FailAsync(identity, document, cancellationToken);
        }
        catch (StoreException)
        {
            // The failure itself is told in the document; that it could not be kept besides changes nothing for its reader.
            return document;
        }
    }

    private static long ElapsedMs(long start) => (long)Stopwatch.GetElapsedTime(start).TotalMilliseconds;
}
