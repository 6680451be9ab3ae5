using AudioSampler.Analysis.Engine;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Model;

/// <summary>One run of the analysis over some audio. It is written piece by piece and becomes current as a whole.</summary>
public sealed class GenerationRow
{
    /// <summary>The generation's number, growing and never used twice.</summary>
    public long Id { get; set; }

    /// <summary>The audio.</summary>
    public long AudioId { get; set; }

    /// <summary>Name of the writer that fills it; its lock tells whether it is still alive.</summary>
    public required string Writer { get; set; }

    /// <summary>The <see cref="AnalysisDocument"/> as JSON, without what has rows of its own (path, file, warnings, regions); null until complete.</summary>
    public string? Document { get; set; }

    /// <summary>The job that it belongs to until it is complete, and that may go on with it; null without a job, and when complete.</summary>
    public long? JobId { get; set; }

    /// <summary>The <see cref="AnalysisRecipe"/> that it is made by, as JSON; null when complete.</summary>
    public string? Recipe { get; set; }
}
