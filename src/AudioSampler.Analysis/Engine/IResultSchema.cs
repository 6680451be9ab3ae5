using System.Text.Json;

namespace AudioSampler.Analysis.Engine;

/// <summary>What a plugin declared of the form of its results.</summary>
public interface IResultSchema
{
    /// <summary>Says in one line what is wrong with a result; null when nothing is.</summary>
    string? FaultOf(JsonElement result);
}
