using AudioSampler.Inference.Notes;
using AudioSampler.Inference.OnnxRuntime;

namespace AudioSampler.Analysis.Tests.Analyzers.Notes;

/// <summary>The network that hears notes where set-up could fetch it; else the test is skipped, saying so.</summary>
internal static class NoteNetworkForTests
{
    public static NoteNetwork Open()
    {
        Require();
        return NoteNetwork.Open(BasicPitchFiles.Find(out _)!);
    }

    public static void Require()
    {
        Assert.SkipUnless(OnnxRuntimeLibrary.TryLoad(out string? problem), problem ?? string.Empty);
        Assert.SkipWhen(BasicPitchFiles.Find(out problem) is null, problem ?? string.Empty);
    }
}
