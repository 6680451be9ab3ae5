using AudioSampler.Inference.Checkpoints;
using AudioSampler.Inference.Onnx;

namespace AudioSampler.Inference.Importers;

/// <summary>Turns published checkpoints into ONNX models. Which network a checkpoint is of is read from the names and shapes of its tensors.</summary>
public static class ModelImporter
{
    /// <summary>Changes with every change of what is written, so that models converted before are made anew.</summary>
    public const int Version = 1;

    /// <summary>Converts a checkpoint. The target is there whole or not at all.</summary>
    /// <param name="checkpointPath">A file of <c>torch.save</c>.</param>
    /// <param name="targetPath">The ONNX file to write.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>What the checkpoint is.</returns>
    /// <exception cref="CheckpointException">It can't be read, or is of no network that is understood.</exception>
    /// <exception cref="IOException">A file can't be read or written.</exception>
    public static ImportedNetwork Convert(string checkpointPath, string targetPath, CancellationToken cancellationToken)
    {
        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(checkpointPath);
        (ImportedNetwork network, OnnxGraph graph) = Build(checkpoint);
        cancellationToken.ThrowIfCancellationRequested();
        string part = $"{targetPath}.{Guid.NewGuid():N}.part";
        try
        {
            using (FileStream stream = new(part, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 20))
            {
                graph.WriteTo(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, targetPath, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }

        return network;
    }

    private static (ImportedNetwork Network, OnnxGraph Graph) Build(TorchCheckpoint checkpoint) =>
        EfficientAtImporter.Fits(checkpoint) ? new EfficientAtImporter(checkpoint).Build()
        : PasstImporter.Fits(checkpoint) ? new PasstImporter(checkpoint).Build()
        : throw new CheckpointException(
            checkpoint.FileName,
            $"its {checkpoint.Tensors.Count()} tensors ({string.Join(", ", checkpoint.Tensors.Take(3).Select(t => t.Name))}, …) are those of neither an EfficientAT MN nor a PaSST network, the two that are understood"
        );
}
