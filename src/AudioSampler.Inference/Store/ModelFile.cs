using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Inference.Store;

/// <summary>A model that can be opened at once.</summary>
/// <param name="Name">Its name, such as <c>efficientat-mn04</c>.</param>
/// <param name="OnnxPath">Its converted file; null for the one that comes with the program.</param>
public sealed record ModelFile(string Name, string? OnnxPath)
{
    /// <summary>What to run it on.</summary>
    public OnnxDevice Device { get; init; }

    /// <summary>Bytes that the runtime's own store on a GPU may take.</summary>
    public long GpuMemoryLimitBytes { get; init; } = OnnxSessionOptions.DefaultGpuMemoryLimitBytes;

    /// <summary>The model that comes with the program.</summary>
    public static ModelFile Embedded { get; } = new(Tagging.Tagger.EmbeddedName, null);
}
