using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Analysis.Engine.Plugins;
using AudioSampler.Plugins.Contract;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Analysis.Engine;

/// <summary>Makes an outcome of a record: of a stored one, or for a consumer whose type of the result is not the producer's, as between two plugins.</summary>
internal static class RecordedOutcome
{
    private static readonly Lazy<JsonSerializerOptions> s_json = new(PluginJson.Create);

    /// <summary>The outcome.</summary>
    /// <exception cref="JsonException">The result doesn't fit into the consumer's type: a bug of the consumer.</exception>
    public static Outcome<T> Of<T>(AnalyzerRecord record)
        where T : class => Of(record, (JsonTypeInfo<T>)s_json.Value.GetTypeInfo(typeof(T)));

    /// <summary>The outcome, read by the type information given.</summary>
    public static Outcome<T> Of<T>(AnalyzerRecord record, JsonTypeInfo<T> json)
        where T : class =>
        record switch
        {
            { Status: OutcomeStatus.Ok, Result: { } result } => Outcome<T>.Of(result.Deserialize(json)!) with { Reasons = record.Reasons },
            { Status: OutcomeStatus.Failed } => new Outcome<T>.Failed(record.Error!),
            _ => new Outcome<T>.Skipped(record.Error!),
        };
}
