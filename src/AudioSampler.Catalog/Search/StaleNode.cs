using AudioSampler.Analysis.Analyzers;

namespace AudioSampler.Catalog.Search;

/// <summary>Results of which this program would make some otherwise now: an analyzer that made them has another version since.</summary>
internal sealed record StaleNode : SearchNode
{
    public override void Write(SqlText sql)
    {
        sql.Append(
            "EXISTS (SELECT 1 FROM audio stale_a JOIN generations stale_g ON stale_g.id = stale_a.generation_id WHERE stale_a.id = f.audio_id AND ("
        );
        string between = "";
        foreach ((string name, string version) in CoreAnalyzers.Versions)
        {
            // Null, where the document has no result of it, is not another version.
            sql.Append(between).Append("json_extract(stale_g.document, ").Value($"$.versions.{name}").Append(") <> ").Value(version);
            between = " OR ";
        }

        sql.Append("))");
    }
}
