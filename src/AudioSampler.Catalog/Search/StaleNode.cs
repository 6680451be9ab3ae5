using AudioSampler.Analysis.Analyzers;

namespace AudioSampler.Catalog.Search;

/// <summary>Results of which this program would make some otherwise now: an analyzer that made them has another version since, or the options or the model are others.</summary>
internal sealed record StaleNode : SearchNode
{
    /// <summary>The setting that says with which options, the model among them, files are analysed now.</summary>
    public const string PresentOptions = "present_options";

    private const string Name = "stale";

    /// <summary>Whether the results of <c>f</c> are stale. Null, where a document has no result of an analyzer or no options, is not another one.</summary>
    public static string Condition { get; } =
        $"""
            EXISTS (SELECT 1 FROM audio {Name}_a JOIN generations {Name}_g ON {Name}_g.id = {Name}_a.generation_id WHERE {Name}_a.id = f.audio_id AND (
              json_extract({Name}_g.document, '$.options') <> (SELECT value FROM settings WHERE name = '{PresentOptions}')
              OR {string.Join(
                " OR ",
                CoreAnalyzers.Versions.Select(v => $"json_extract({Name}_g.document, '$.versions.{v.Key}') <> '{v.Value}'")
            )}))
            """;

    public override void Write(SqlText sql) => sql.Append(Condition);
}
