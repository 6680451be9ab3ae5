using System.Text.Json.Serialization;

namespace AudioSampler.Analysis.Analyzers.Key;

/// <summary>Who says which key it is. Whether there is one at all is always this program's own to say.</summary>
public enum KeyMethod
{
    /// <summary>This program.</summary>
    [JsonStringEnumMemberName("native")]
    Native,

    /// <summary>Essentia, where its bridge is installed and answers; this program in its place where not, which is said.</summary>
    [JsonStringEnumMemberName("essentia")]
    Essentia,

    /// <summary>This program, with what Essentia says beside it.</summary>
    [JsonStringEnumMemberName("both")]
    Both,
}
