using System.Text.Json.Nodes;
using AudioSampler.Testing;

namespace AudioSampler.Faults;

/// <summary>What came of an analysis.</summary>
/// <param name="Run">The run.</param>
/// <param name="Documents">The documents, by the name of the file.</param>
public sealed record Analysed(ProgramRun Run, SortedDictionary<string, JsonObject> Documents)
{
    /// <summary>What an analyzer said of each region: file, region, record.</summary>
    public IEnumerable<(string File, int Region, JsonObject Record)> Of(string analyzer) =>
        from document in Documents
        from region in document.Value["regions"]!.AsArray()
        where region!["analyses"]![analyzer] is not null
        select (document.Key, (int)region["index"]!, region["analyses"]![analyzer]!.AsObject());

    /// <summary>
    /// All that may not depend on what those analyzers did, as text to compare: everything but their own records, the state of inputs that come from them, and the
    /// count and status that follow from their failures.
    /// </summary>
    public SortedDictionary<string, string> Without(params string[] analyzers)
    {
        var rest = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach ((string name, JsonObject document) in Documents)
        {
            JsonObject copy = document.DeepClone().AsObject();
            copy.Remove("status");
            copy["summary"]!.AsObject().Remove("failed_analyses");
            foreach (JsonNode? region in copy["regions"]!.AsArray())
            {
                JsonObject analyses = region!["analyses"]!.AsObject();
                foreach (string analyzer in analyzers)
                {
                    analyses.Remove(analyzer);
                }

                foreach (JsonObject inputs in analyses.Select(a => a.Value!["inputs"]!.AsObject()))
                {
                    foreach (string analyzer in analyzers)
                    {
                        inputs.Remove(analyzer);
                    }
                }
            }

            rest.Add(name, copy.ToJsonString());
        }

        return rest;
    }
}
