using System.Text.Json.Serialization;
using AudioSampler.Catalog.Search;
using AudioSampler.Catalog.Similarity;
using AudioSampler.Catalog.Upkeep;
using AudioSampler.Cli.Doctor;

namespace AudioSampler.Cli.Output;

/// <summary>How the commands write what isn't an analysis document.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(List<CheckResult>))]
[JsonSerializable(typeof(SearchRow))]
[JsonSerializable(typeof(RegionSearchRow))]
[JsonSerializable(typeof(SimilarRegion))]
[JsonSerializable(typeof(DuplicateGroup))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(RegionList))]
[JsonSerializable(typeof(CleanupReport))]
[JsonSerializable(typeof(SetFigures))]
internal sealed partial class CliJson : JsonSerializerContext;
