using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Models;
using AudioSampler.Inference.OnnxRuntime;
using AudioSampler.Inference.Store;

namespace AudioSampler.Inference.Tagging;

/// <summary>Opens taggers: the network, and what this project has learnt about its outputs, where it has.</summary>
public static class TaggerLoader
{
    /// <summary>A network with a larger file hears its long windows end to end, and each with all threads: they are few, and take seconds.</summary>
    private const long LargeBytes = 50_000_000;

    /// <summary>Opens a tagger.</summary>
    /// <param name="model">Which one.</param>
    /// <param name="threads">Threads that a large network may take, at least 1; a small one takes one for each call.</param>
    /// <exception cref="ModelException">The runtime is missing, or a part can't be used.</exception>
    public static Tagger Open(ModelFile model, int threads = 1)
    {
        bool isLarge = model.OnnxPath is { } path && new FileInfo(path) is { Exists: true, Length: > LargeBytes };
        var options = new OnnxSessionOptions
        {
            Threads = isLarge ? threads : 1,
            Device = model.Device,
            GpuMemoryLimitBytes = model.GpuMemoryLimitBytes,
        };
        OnnxSession session = model.OnnxPath is null
            ? OnnxSession.Open(model.Name, EmbeddedModels.Read("tagger.onnx"), options)
            : OnnxSession.Open(model.Name, model.OnnxPath, options);
        var network = new TaggingNetwork(model.Name, session);
        try
        {
            DenseNetwork? content = Learnt($"content-{model.Name}.aisn");
            string profile = $"tagger-{model.Name}.json";
            return new Tagger(
                EmbeddedModels.Has(profile)
                    ? TaggerProfile.Read(EmbeddedModels.Read(profile).Span, profile)
                    : TaggerProfile.Unmeasured(model.Name),
                network,
                Learnt($"tags-{model.Name}.aisn"),
                Learnt($"kinds-{model.Name}.aisn"),
                content,
                Learnt($"sounds-{model.Name}.aisn"),
                content is null && model.OnnxPath is not null ? Open(ModelFile.Embedded) : null
            )
            {
                LongHopFrames = isLarge ? Tagger.LongWindowFrames : Tagger.LongWindowFrames / 2,
            };
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static DenseNetwork? Learnt(string name) => EmbeddedModels.Has(name) ? EmbeddedModels.LoadDense(name) : null;
}
