using System.IO.Compression;
using System.Text.Json;
using AudioSampler.Plugins.Json;
using AudioSampler.Plugins.Results;

namespace AudioSampler.Catalog.Storage;

/// <summary>An <see cref="AnalyzerRecord"/> in its row: JSON that anyone can read, or when it is long (beats, curves), the same JSON under Brotli.</summary>
internal static class RecordText
{
    /// <summary>From this many bytes on a record is packed. A quarter of SQLite's page of 4096 bytes: shorter records share pages.</summary>
    public const int PackFromBytes = 1024;

    public static (string? Json, byte[]? Packed) Write(AnalyzerRecord record)
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(record, AnalysisJson.Default.AnalyzerRecord);
        if (json.Length < PackFromBytes)
        {
            return (System.Text.Encoding.UTF8.GetString(json), null);
        }

        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            brotli.Write(json);
        }

        return (null, packed.ToArray());
    }

    /// <summary>Reads a record from whichever of the two is not null.</summary>
    /// <exception cref="InvalidDataException">The bytes are no packed record.</exception>
    public static AnalyzerRecord Read(string? json, byte[]? packed)
    {
        if (json is not null)
        {
            return JsonSerializer.Deserialize(json, AnalysisJson.Default.AnalyzerRecord)!;
        }

        using var brotli = new BrotliStream(new MemoryStream(packed!), CompressionMode.Decompress);
        return JsonSerializer.Deserialize(brotli, AnalysisJson.Default.AnalyzerRecord)!;
    }
}
