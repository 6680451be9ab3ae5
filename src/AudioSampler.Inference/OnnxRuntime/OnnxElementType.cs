namespace AudioSampler.Inference.OnnxRuntime;

/// <summary>Types of the elements of a tensor, by the numbers that ONNX gives them. Others are passed on as their number.</summary>
public enum OnnxElementType
{
    /// <summary>Not a tensor, or not known.</summary>
    Undefined = 0,

    /// <summary>32-bit floating point.</summary>
    Float = 1,

    /// <summary>64-bit integer.</summary>
    Int64 = 7,
}
