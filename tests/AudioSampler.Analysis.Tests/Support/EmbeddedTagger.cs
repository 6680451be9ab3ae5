using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Store;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Analysis.Tests.Support;

/// <summary>The tagger that comes with the program; a test is skipped, saying so, where ONNX Runtime could not be fetched.</summary>
internal static class EmbeddedTagger
{
    private static readonly Lazy<Tagger> s_tagger = new(() => TaggerLoader.Open(ModelFile.Embedded));

    public static Tagger Require()
    {
        Assert.SkipUnless(OnnxRuntimeLibrary.TryLoad(out string? problem), problem ?? string.Empty);
        return s_tagger.Value;
    }
}
