using System.Collections.Immutable;
using System.Text.Json;
using AudioSampler.Audio;

namespace AudioSampler.Analysis.Evaluation;

/// <summary>A folder of labelled recordings with a <c>manifest.json</c>: a list of files, or an object with one such list.</summary>
/// <param name="Folder">The folder.</param>
/// <param name="Files">Its files.</param>
public sealed record LabelledSet(string Folder, ImmutableArray<LabelledFile> Files)
{
    /// <summary>Name of the manifest.</summary>
    public const string ManifestName = "manifest.json";

    /// <summary>Reads a set.</summary>
    /// <param name="folder">Its folder.</param>
    /// <exception cref="LabelledSetException">There is no manifest, or it is none; the message says what to do.</exception>
    public static LabelledSet Read(string folder)
    {
        string path = Path.Combine(folder, ManifestName);
        try
        {
            using FileStream stream = File.OpenRead(path);
            using JsonDocument manifest = JsonDocument.Parse(stream);
            JsonElement rows =
                manifest.RootElement.ValueKind == JsonValueKind.Array
                    ? manifest.RootElement
                    : manifest
                        .RootElement.EnumerateObject()
                        .First(p =>
                            p.Value.ValueKind == JsonValueKind.Array
                            && p.Value.EnumerateArray().Any(v => v.ValueKind == JsonValueKind.Object)
                        )
                        .Value;
            ImmutableArray<LabelledFile> files =
            [
                .. rows.EnumerateArray().Select(row => row.Deserialize(EvaluationJson.Default.LabelledFile)!),
            ];
            return files.FirstOrDefault(f => !IsInside(f.File)) is { } outside
                ? throw new LabelledSetException($"{ShownPath.Of(path)} names {ShownPath.Of(outside.File)}, which is outside of its folder")
                : new LabelledSet(folder, files);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LabelledSetException(
                $"{ShownPath.Of(path)} can't be read: give the folder of a labelled set, which has a {ManifestName}",
                exception
            );
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new LabelledSetException(
                $"{ShownPath.Of(path)} is no manifest: it has to be a JSON list of objects with 'file' and what is true of it",
                e
            );
        }
    }

    /// <summary>Writes the manifest, over one that is there.</summary>
    /// <exception cref="IOException">It can't be written.</exception>
    public void Write()
    {
        string path = Path.Combine(Folder, ManifestName);
        string unfinished = path + ".part";
        File.WriteAllText(
            unfinished,
            JsonSerializer.Serialize<IReadOnlyList<LabelledFile>>(Files, EvaluationJson.Default.IReadOnlyListLabelledFile)
        );
        File.Move(unfinished, path, overwrite: true);
    }

    private static bool IsInside(string file) => !Path.IsPathRooted(file) && !file.Split('/', '\\').Contains("..");
}
