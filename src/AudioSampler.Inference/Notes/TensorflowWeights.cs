using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;

namespace AudioSampler.Inference.Notes;

/// <summary>The weights of a network in the format of TensorFlow.js: a manifest in <c>model.json</c>, and one file with the values one after the other, little-endian.</summary>
internal sealed class TensorflowWeights
{
    private const int FloatBytes = sizeof(float);
    private readonly string _model;
    private readonly byte[] _values;
    private readonly FrozenDictionary<string, Place> _places;

    private TensorflowWeights(string model, byte[] values, FrozenDictionary<string, Place> places)
    {
        _model = model;
        _values = values;
        _places = places;
    }

    /// <summary>Reads the two files of a network.</summary>
    /// <param name="model">Name of the network, for messages.</param>
    /// <param name="manifestPath">Its <c>model.json</c>.</param>
    /// <param name="valuesPath">Its one file of values.</param>
    /// <param name="valuesHash">SHA-256 that the values have to have, lower case.</param>
    /// <exception cref="ModelException">A file is away, is of another version, or the manifest doesn't fit the values.</exception>
    public static TensorflowWeights Read(string model, string manifestPath, string valuesPath, string valuesHash)
    {
        try
        {
            byte[] values = File.ReadAllBytes(valuesPath);
            string hash = Convert.ToHexStringLower(SHA256.HashData(values));
            if (!string.Equals(hash, valuesHash, StringComparison.Ordinal))
            {
                throw new ModelException(
                    model,
                    $"{valuesPath} has the SHA-256 {hash}, not {valuesHash}: delete its folder and fetch it again"
                );
            }

            using FileStream manifest = File.OpenRead(manifestPath);
            using JsonDocument json = JsonDocument.Parse(manifest);
            return new TensorflowWeights(model, values, Places(model, json.RootElement, values.Length));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(model, $"its files can't be read: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new ModelException(model, $"{manifestPath} can't be read: {e.Message.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>A tensor of floats.</summary>
    /// <param name="name">Its name in the manifest.</param>
    /// <param name="shape">The shape that it has to have.</param>
    /// <exception cref="ModelException">There is none of this name and shape.</exception>
    public float[] Floats(string name, params ImmutableArray<int> shape) =>
        _places.TryGetValue(name, out Place? place) && place.IsFloat && place.Shape.SequenceEqual(shape)
            ? MemoryMarshal.Cast<byte, float>(_values.AsSpan(place.Offset, place.Bytes)).ToArray()
            : throw new ModelException(_model, $"it has no weights {name} of the shape {string.Join(" x ", shape)}");

    private static FrozenDictionary<string, Place> Places(string model, JsonElement root, int length)
    {
        JsonElement group = root.GetProperty("weightsManifest").EnumerateArray().Single();
        var places = new Dictionary<string, Place>(StringComparer.Ordinal);
        long offset = 0;
        foreach (JsonElement weight in group.GetProperty("weights").EnumerateArray())
        {
            if (weight.TryGetProperty("quantization", out _))
            {
                throw new ModelException(model, "its weights are quantised, which is not read");
            }

            ImmutableArray<int> shape = [.. weight.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
            string type = weight.GetProperty("dtype").GetString()!;
            long bytes = shape.Aggregate((long)FloatBytes, (product, dimension) => checked(product * dimension));
            if (type is not ("float32" or "int32") || bytes < 0 || offset + bytes > length)
            {
                throw new ModelException(model, "its manifest doesn't fit its values");
            }

            places[weight.GetProperty("name").GetString()!] = new Place(shape, type == "float32", (int)offset, (int)bytes);
            offset += bytes;
        }

        return offset == length
            ? places.ToFrozenDictionary(StringComparer.Ordinal)
            : throw new ModelException(model, "its manifest doesn't fit its values");
    }

    private sealed record Place(ImmutableArray<int> Shape, bool IsFloat, int Offset, int Bytes);
}
