using System.Security.Cryptography;
using AudioSampler.Inference.Checkpoints;
using AudioSampler.Inference.Importers;
using AudioSampler.Inference.Tagging;

namespace AudioSampler.Inference.Store;

/// <summary>
/// The models of a machine: those pulled or imported into the data folder, and those in further folders that are known by their file names. A checkpoint is
/// converted once; the converted file is named after the hash of the checkpoint and the version of the converter, so that it never has to be looked after.
/// </summary>
/// <param name="folder">The models of the data folder; need not exist.</param>
/// <param name="further">Folders that are looked into as they are, and one level below; see <see cref="FurtherSetting"/>.</param>
public sealed class ModelStore(string folder, IReadOnlyList<string> further)
{
    /// <summary>The setting that names further folders, separated as in <c>PATH</c>.</summary>
    public const string FurtherSetting = "AIS_MODELS";

    /// <summary>What is asked for when the best model that is here will do.</summary>
    public const string Auto = "auto";

    internal const string Extension = ".pt";
    private const string Converted = "converted";

    /// <summary>Folder of the models that were pulled or imported.</summary>
    public string Folder => folder;

    /// <summary>The store of a data folder, with the further folders of the setting.</summary>
    public static ModelStore Of(string dataFolder) =>
        new(
            Path.Combine(dataFolder, "models"),
            (Environment.GetEnvironmentVariable(FurtherSetting) ?? string.Empty).Split(
                Path.PathSeparator,
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            )
        );

    /// <summary>The models that are here, by name: where the checkpoint of each is.</summary>
    public IReadOnlyDictionary<string, string> Installed()
    {
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string place in further.SelectMany(Places))
        {
            foreach (KnownModel model in KnownModels.All.Where(m => File.Exists(Path.Combine(place, m.FileName))))
            {
                found[model.Name] = Path.Combine(place, model.FileName);
            }
        }

        if (Directory.Exists(folder))
        {
            foreach (string path in Directory.EnumerateFiles(folder, "*" + Extension))
            {
                found[Path.GetFileNameWithoutExtension(path)] = path;
            }
        }

        return found;
    }

    /// <summary>Finds the model that is asked for and converts it if that has not been done.</summary>
    /// <param name="name"><c>auto</c>, <c>embedded</c>, or the name of an installed model.</param>
    /// <param name="notice">Told in one line of a model that can't be used, where <c>auto</c> goes on to the next.</param>
    /// <param name="cancellationToken">Stops a conversion.</param>
    /// <exception cref="ModelException">It is not here or can't be used; the message says what to do.</exception>
    public ModelFile Resolve(string name, Action<string>? notice = null, CancellationToken cancellationToken = default)
    {
        if (string.Equals(name, Tagger.EmbeddedName, StringComparison.Ordinal))
        {
            return ModelFile.Embedded;
        }

        IReadOnlyDictionary<string, string> installed = Installed();
        if (!string.Equals(name, Auto, StringComparison.Ordinal))
        {
            return installed.TryGetValue(name, out string? path) ? Convert(name, path, cancellationToken) : throw Missing(name);
        }

        foreach (string preferred in KnownModels.Preferred)
        {
            if (installed.TryGetValue(preferred, out string? path))
            {
                try
                {
                    return Convert(preferred, path, cancellationToken);
                }
                catch (ModelException exception)
                {
                    notice?.Invoke($"{exception.Message}; the next model is used");
                }
            }
        }

        return ModelFile.Embedded;
    }

    /// <summary>Hash of a file, in hexadecimal.</summary>
    internal static string HashOf(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return System.Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    /// <summary>Where the converted form of a checkpoint is, or would be.</summary>
    internal string ConvertedPath(string checkpoint) =>
        Path.Combine(folder, Converted, $"{HashOf(checkpoint)}-v{ModelImporter.Version}.onnx");

    /// <summary>Converts a checkpoint, unless it has been.</summary>
    internal ModelFile Convert(string name, string checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            string target = ConvertedPath(checkpoint);
            if (!File.Exists(target))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                ModelImporter.Convert(checkpoint, target, cancellationToken);
            }

            return new ModelFile(name, target);
        }
        catch (CheckpointException exception)
        {
            throw new ModelException(name, $"{exception.Message} (ais models remove {name}, then pull or import it again)");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(
                name,
                $"it can't be read or converted ({exception.Message.ReplaceLineEndings(" ")}): check the rights of {folder}"
            );
        }
    }

    private static ModelException Missing(string name) =>
        KnownModels.Find(name) is { } known
            ? new ModelException(
                name,
                $"it is not here: get it by 'ais models pull {name}' ({known.Megabytes:0.#} MB, {known.Licence}), or use --model auto"
            )
            : new ModelException(name, "there is no such model: 'ais models list' names those that there are");

    private static IEnumerable<string> Places(string place) =>
        Directory.Exists(place) ? [place, .. Directory.EnumerateDirectories(place).Order(StringComparer.Ordinal)] : [];
}
