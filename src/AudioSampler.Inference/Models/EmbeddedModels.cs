using System.Reflection;
using System.Security.Cryptography;
using AudioSampler.Inference.Dense;
using AudioSampler.Inference.Temporal;

namespace AudioSampler.Inference.Models;

/// <summary>
/// The models that the project ships inside its assemblies, from the folder <c>models/</c>. <c>models/SHA256SUMS</c> names each
/// with its hash, and nothing is used that doesn't match: a half-updated build is found at once, not by odd results.
/// </summary>
public static class EmbeddedModels
{
    private const string Sums = "SHA256SUMS";
    private const string Prefix = "AudioSampler.Inference.Models.";

    /// <summary>Reads an embedded dense network.</summary>
    /// <param name="name">File name in <c>models/</c>, such as <c>kinds.aisn</c>.</param>
    /// <exception cref="ModelException">There is no such model, its hash is another, or it is damaged.</exception>
    public static DenseNetwork LoadDense(string name) => LoadDense(name, OpenResource);

    /// <summary>Reads an embedded temporal network.</summary>
    /// <param name="name">File name in <c>models/</c>, such as <c>tempo-beats.aist</c>.</param>
    /// <exception cref="ModelException">There is no such model, its hash is another, or it is damaged.</exception>
    public static TemporalNetwork LoadTemporal(string name) => TemporalNetworkFile.Read(Read(name).Span, name);

    /// <summary>Whether there is such a model.</summary>
    /// <param name="name">File name in <c>models/</c>.</param>
    public static bool Has(string name) => Assembly.GetExecutingAssembly().GetManifestResourceInfo(Prefix + name) is not null;

    /// <summary>Reads an embedded file as it is.</summary>
    /// <param name="name">File name in <c>models/</c>.</param>
    /// <exception cref="ModelException">There is no such model, or its hash is another.</exception>
    public static ReadOnlyMemory<byte> Read(string name) => Read(name, OpenResource);

    internal static DenseNetwork LoadDense(string name, Func<string, Stream?> open) => DenseNetworkFile.Read(Read(name, open), name);

    private static byte[] Read(string name, Func<string, Stream?> open)
    {
        byte[] bytes = ReadAll(name, open);
        string expected = ExpectedHash(name, open);
        string actual = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return string.Equals(actual, expected, StringComparison.Ordinal)
            ? bytes
            : throw new ModelException(name, $"its SHA-256 is {actual}, not {expected} as {Sums} says; build the project again");
    }

    private static string ExpectedHash(string name, Func<string, Stream?> open)
    {
        using var reader = new StreamReader(new MemoryStream(ReadAll(Sums, open)));
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split("  ", 2);
            if (parts.Length == 2 && string.Equals(parts[1], name, StringComparison.Ordinal))
            {
                return parts[0];
            }
        }

        throw new ModelException(name, $"{Sums} doesn't name it");
    }

    private static byte[] ReadAll(string name, Func<string, Stream?> open)
    {
        using Stream stream = open(name) ?? throw new ModelException(name, "it is not among the embedded models");
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static Stream? OpenResource(string name) => Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name);
}
