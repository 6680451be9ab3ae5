namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>What a model is run on.</summary>
public enum OnnxDevice
{
    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>A GPU by CUDA, where the library has that provider; else the processor, and <see cref="OnnxSession.FallbackReason"/> says so.</summary>
    Cuda,
}
