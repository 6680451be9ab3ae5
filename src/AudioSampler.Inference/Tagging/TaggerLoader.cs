using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Store;

namespace AudioSampler.Inference.Tagging;

/// <summary>Opens taggers: the network, and what this project has learnt about its outputs, where it has.</summary>
public static class TaggerLoader
{
    /// <summary>Opens a tagger.</summary>
    /// <param name="model">Which one.</param>
    /// <exception cref="ModelException">The runtime is missing, or a part can't be used.</exception>
    public static Tagger Open(ModelFile model)
    {
        var options = new OnnxSessionOptions { Device = model.Device, GpuMemoryLimitBytes = model.GpuMemoryLimitBytes };
        OnnxSession session = model.OnnxPath is null
            ? OnnxSession.Open(model.Name, EmbeddedModels.Read("tagger.onnx"), options)
            : OnnxSession.Open(model.Name, model.OnnxPath, options);
        var network = new TaggingNetwork(model.Name, session);
        try
        {
            string profile = $"tagger-{model.Name}.json";
            return new Tagger(
                EmbeddedModels.Has(profile)
                    ? TaggerProfile.Read(EmbeddedModels.Read(profile).Span, profile)
                    : TaggerProfile.Unmeasured(model.Name),
                network,
                Learnt($"tags-{model.Name}.aisn"),
                Learnt($"kinds-{model.Name}.aisn"),
                Learnt($"content-{model.Name}.aisn")
            );
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static DenseNetwork? Learnt(string name) => EmbeddedModels.Has(name) ? EmbeddedModels.LoadDense(name) : null;
}
