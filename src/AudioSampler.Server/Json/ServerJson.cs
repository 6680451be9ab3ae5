using System.Text.Json.Serialization;
using AudioSampler.Catalog;
using AudioSampler.Catalog.Marks;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Server.Jobs;
using AudioSampler.Server.Models;
using Microsoft.AspNetCore.Mvc;

namespace AudioSampler.Server.Json;

/// <summary>How the server's own records are written and read: snake_case; a name that doesn't exist is an error.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true
)]
[JsonSerializable(typeof(AnalyzeRequest))]
[JsonSerializable(typeof(AnalyzeResponse))]
[JsonSerializable(typeof(ServiceInfo))]
[JsonSerializable(typeof(HealthReport))]
[JsonSerializable(typeof(EngineStatus))]
[JsonSerializable(typeof(List<PluginInfo>))]
[JsonSerializable(typeof(ResultPage<SearchRow>))]
[JsonSerializable(typeof(CatalogueStats))]
[JsonSerializable(typeof(JobStatus))]
[JsonSerializable(typeof(ResultPage<JobStatus>))]
[JsonSerializable(typeof(WaveformData))]
[JsonSerializable(typeof(SoundView))]
[JsonSerializable(typeof(CutPreview))]
[JsonSerializable(typeof(IReadOnlyList<ModelInfo>))]
[JsonSerializable(typeof(ModelInfo))]
[JsonSerializable(typeof(RegionBounds))]
[JsonSerializable(typeof(SplitPlace))]
[JsonSerializable(typeof(List<double[]>))]
[JsonSerializable(typeof(SystemResources))]
[JsonSerializable(typeof(CleanupReport))]
[JsonSerializable(typeof(ResultPage<RegionSearchRow>))]
[JsonSerializable(typeof(RegionReport))]
[JsonSerializable(typeof(MarkState))]
[JsonSerializable(typeof(MarkChange))]
[JsonSerializable(typeof(BulkMark))]
[JsonSerializable(typeof(BulkMarked))]
[JsonSerializable(typeof(CorrectionValue))]
[JsonSerializable(typeof(TagLists))]
[JsonSerializable(typeof(IReadOnlyList<HistoryEntry>))]
[JsonSerializable(typeof(FilesToAnalyze))]
[JsonSerializable(typeof(FilesToRemove))]
[JsonSerializable(typeof(FilesToRestore))]
[JsonSerializable(typeof(ResultPage<RemovedFile>))]
[JsonSerializable(typeof(CollectionInfo))]
[JsonSerializable(typeof(IReadOnlyList<CollectionInfo>))]
[JsonSerializable(typeof(CollectionName))]
[JsonSerializable(typeof(CollectionItems))]
[JsonSerializable(typeof(SearchToSave))]
[JsonSerializable(typeof(SavedSearch))]
[JsonSerializable(typeof(IReadOnlyList<SavedSearch>))]
[JsonSerializable(typeof(SimilarityAnswer))]
[JsonSerializable(typeof(IReadOnlyList<MapPoint>))]
[JsonSerializable(typeof(IReadOnlyList<DuplicateGroup>))]
[JsonSerializable(typeof(CatalogueChange))]
[JsonSerializable(typeof(ModelFetch))]
[JsonSerializable(typeof(IReadOnlyList<RootInfo>))]
[JsonSerializable(typeof(RootInfo))]
[JsonSerializable(typeof(IReadOnlyList<FolderCount>))]
[JsonSerializable(typeof(IReadOnlyList<Marker>))]
[JsonSerializable(typeof(MarkerToSet))]
[JsonSerializable(typeof(MarkerChange))]
[JsonSerializable(typeof(RootToAdd))]
[JsonSerializable(typeof(SettingsReport))]
[JsonSerializable(typeof(SettingsChange))]
[JsonSerializable(typeof(IReadOnlyList<LogLine>))]
[JsonSerializable(typeof(IReadOnlyList<WatchInfo>))]
[JsonSerializable(typeof(WatchInfo))]
[JsonSerializable(typeof(ExportRequest))]
[JsonSerializable(typeof(BackupInfo))]
[JsonSerializable(typeof(IReadOnlyList<BackupInfo>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<RegionSearchRow>))]
[JsonSerializable(typeof(LoginForm))]
[JsonSerializable(typeof(ProblemDetails))]
internal sealed partial class ServerJson : JsonSerializerContext;
