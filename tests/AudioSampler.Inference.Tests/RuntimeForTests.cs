using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Inference.Tests;

/// <summary>ONNX Runtime where set-up could fetch it; else the test is skipped, saying so.</summary>
internal static class RuntimeForTests
{
    public static OnnxSession Open(string model, string path)
    {
        Require();
        return OnnxSession.Open(model, path);
    }

    public static void Require() => Assert.SkipUnless(OnnxRuntimeLibrary.TryLoad(out string? problem), problem ?? string.Empty);
}
