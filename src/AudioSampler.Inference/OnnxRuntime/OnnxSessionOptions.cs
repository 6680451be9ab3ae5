namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>How a model is run. Threads of the runtime never spin: they sleep between calls.</summary>
public sealed record OnnxSessionOptions
{
    /// <summary>Largest memory of a GPU that the runtime's own store may take by default: 5 GB, for cards of 6 GB.</summary>
    public const long DefaultGpuMemoryLimitBytes = 5L * 1000 * 1000 * 1000;

    /// <summary>Threads within one call, 1 or more. Default 1: several calls at once use the cores better.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>What to run on. Default the processor.</summary>
    public OnnxDevice Device { get; init; }

    /// <summary>Bytes that the runtime's own store on a GPU may take; the libraries of CUDA take some hundred MB beside it.</summary>
    public long GpuMemoryLimitBytes { get; init; } = DefaultGpuMemoryLimitBytes;

    /// <summary>Whether memory is kept from call to call: faster, and more of it.</summary>
    public bool MemoryArena { get; init; } = true;
}
