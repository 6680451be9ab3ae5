using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Engine;

/// <summary>What is being done with a file.</summary>
public enum AnalysisStage
{
    /// <summary>It is decoded and measured.</summary>
    [JsonStringEnumMemberName("decoding")]
    Decoding,

    /// <summary>Its regions are analysed.</summary>
    [JsonStringEnumMemberName("analyzing")]
    Analyzing,

    /// <summary>Its results are complete.</summary>
    [JsonStringEnumMemberName("done")]
    Done,
}
