using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AudioSampler.Plugins.Json;

namespace AudioSampler.Catalog.Upkeep;

/// <summary>Lines of a catalogue as text, the documents in them written just as everywhere else.</summary>
internal static class TransferForm
{
    private static readonly JsonTypeInfo<TransferLine> s_form = Create();

    /// <summary>A line as text.</summary>
    public static string Write(TransferLine line) => JsonSerializer.Serialize(line, s_form);

    /// <summary>A line from text.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static TransferLine Read(string text) => JsonSerializer.Deserialize(text, s_form) ?? throw new JsonException("the line is null");

    private static JsonTypeInfo<TransferLine> Create()
    {
        var options = new JsonSerializerOptions(TransferJson.Default.Options);
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(AnalysisJson.Default);
        options.TypeInfoResolverChain.Add(TransferJson.Default);
        options.MakeReadOnly();
        return (JsonTypeInfo<TransferLine>)options.GetTypeInfo(typeof(TransferLine));
    }
}
