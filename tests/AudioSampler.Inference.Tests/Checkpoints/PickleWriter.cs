using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;

namespace AudioSampler.Inference.Tests.Checkpoints;

/// <summary>Writes checkpoints as PyTorch does, for tests.</summary>
internal sealed class PickleWriter
{
    private readonly MemoryStream _pickle = new();
    private readonly List<(string Key, byte[] Bytes)> _storages = [];

    public PickleWriter()
    {
        Raw(0x80, 2);
        Global("collections", "OrderedDict");
        Raw((byte)')', (byte)'R', (byte)'(');
    }

    public byte[] Pickle => _pickle.ToArray();

    public PickleWriter Raw(params ReadOnlySpan<byte> bytes)
    {
        _pickle.Write(bytes);
        return this;
    }

    public PickleWriter Global(string module, string name) => Raw(Encoding.UTF8.GetBytes($"c{module}\n{name}\n"));

    public PickleWriter Tensor(string name, float[] values, params int[] shape) =>
        Tensor(name, "FloatStorage", MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length, shape);

    public PickleWriter Tensor(string name, string storageType, byte[] bytes, int count, params int[] shape)
    {
        int[] strides = new int[shape.Length];
        for (int i = shape.Length - 1, step = 1; i >= 0; step *= shape[i--])
        {
            strides[i] = step;
        }

        return View(name, storageType, bytes, count, shape, strides);
    }

    public PickleWriter View(string name, string storageType, byte[] bytes, int count, int[] shape, int[] strides)
    {
        string key = $"{_storages.Count}";
        _storages.Add((key, bytes));
        Text(name);
        Global("torch._utils", "_rebuild_tensor_v2");
        Raw((byte)'(', (byte)'(');
        Text("storage");
        Global("torch", storageType);
        Text(key);
        Text("cpu");
        Number(count);
        Raw((byte)'t', (byte)'Q');
        Number(0);
        Tuple(shape);
        Tuple(strides);
        Raw(0x89);
        Global("collections", "OrderedDict");
        Raw((byte)')', (byte)'R');
        return Raw((byte)'t', (byte)'R');
    }

    public PickleWriter Text(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        Raw((byte)'X');
        Integer(bytes.Length);
        return Raw(bytes);
    }

    public PickleWriter Number(int value)
    {
        Raw((byte)'J');
        Integer(value);
        return this;
    }

    /// <summary>Ends the dictionary and writes the archive.</summary>
    public void Save(string path, string root = "archive", bool close = true, CompressionLevel compression = CompressionLevel.NoCompression)
    {
        if (close)
        {
            Raw((byte)'u', (byte)'.');
        }

        using var archive = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Write(archive, $"{root}/data.pkl", Pickle, compression);
        foreach ((string key, byte[] bytes) in _storages)
        {
            Write(archive, $"{root}/data/{key}", bytes, compression);
        }
    }

    private static void Write(ZipArchive archive, string name, byte[] bytes, CompressionLevel compression)
    {
        using Stream stream = archive.CreateEntry(name, compression).Open();
        stream.Write(bytes);
    }

    private void Tuple(int[] values)
    {
        Raw((byte)'(');
        foreach (int value in values)
        {
            Number(value);
        }

        Raw((byte)'t');
    }

    private void Integer(int value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        Raw(bytes);
    }
}
