using System.IO.Compression;
using System.Runtime.InteropServices;
using AudioSampler.Inference.Checkpoints;
using AudioSampler.Inference.Importers;
using AudioSampler.Testing;

namespace AudioSampler.Inference.Tests.Checkpoints;

public sealed class TorchCheckpointTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string File1 => _folder.File("model.pt");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_are_read_by_name_and_shape()
    {
        new PickleWriter().Tensor("a.weight", [1, 2, 3, 4, 5, 6], 2, 3).Tensor("b", [7]).Save(File1);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Equal(["a.weight 2x3", "b "], checkpoint.Tensors.Select(t => $"{t.Name} {string.Join('x', t.Shape)}"));
        Assert.Equal([1f, 2, 3, 4, 5, 6], checkpoint.Read("a.weight"));
        Assert.Equal([7f], checkpoint.Read("b"));
    }

    [Fact]
    public void Halves_and_doubles_become_floats()
    {
        Half[] halves = [(Half)0.5f, (Half)(-2)];
        double[] doubles = [Math.PI];
        new PickleWriter()
            .Tensor("half", "HalfStorage", MemoryMarshal.AsBytes(halves.AsSpan()).ToArray(), 2, 2)
            .Tensor("double", "DoubleStorage", MemoryMarshal.AsBytes(doubles.AsSpan()).ToArray(), 1, 1)
            .Tensor("brain", "BFloat16Storage", [0x80, 0x3f, 0x00, 0xc0], 2, 2)
            .Save(File1);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Equal([0.5f, -2], checkpoint.Read("half"));
        Assert.Equal([(float)Math.PI], checkpoint.Read("double"));
        Assert.Equal([1f, -2], checkpoint.Read("brain"));
    }

    [Fact]
    public void A_prefix_that_all_tensors_share_is_left_out()
    {
        new PickleWriter().Tensor("module.net.a", [1], 1).Tensor("module.net.b", [2], 1).Save(File1);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Equal(["a", "b"], checkpoint.Tensors.Select(t => t.Name));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("torch", "load")]
    [InlineData("collections", "defaultdict")]
    public void A_name_that_weights_do_not_need_is_refused_and_named(string module, string name)
    {
        new PickleWriter().Text("x").Global(module, name).Save(File1);

        CheckpointException exception = Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(File1));

        Assert.Contains($"{module}.{name}", exception.Message, StringComparison.Ordinal);
        Assert.Contains("model.pt", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x93)] // STACK_GLOBAL
    [InlineData((int)'i')] // INST
    [InlineData((int)'o')] // OBJ
    [InlineData(0x81)] // NEWOBJ
    [InlineData(0x82)] // EXT1
    public void An_opcode_that_could_make_objects_is_refused(int opcode)
    {
        new PickleWriter().Text("x").Raw((byte)opcode).Save(File1);

        Assert.Contains("opcode", Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(File1)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no zip", "no PyTorch checkpoint")]
    [InlineData("\u0080\u0002\u008a\n and so on", "old form")]
    [InlineData("PK but no archive", "damaged")]
    [InlineData("", "no PyTorch checkpoint")]
    public void Other_files_are_told_from_checkpoints(string content, string message)
    {
        File.WriteAllBytes(File1, [.. content.Select(c => (byte)c)]);

        Assert.Contains(message, Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(File1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused_with_the_tensor()
    {
        new PickleWriter().Tensor("good", [1], 1).Tensor("bad", [1, float.NaN], 2).Save(File1);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Equal([1f], checkpoint.Read("good"));
        Assert.Contains("bad", Assert.Throws<CheckpointException>(() => checkpoint.Read("bad")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1000, 2)]
    [InlineData(-1, 2)]
    [InlineData(int.MaxValue, int.MaxValue)]
    public void A_tensor_beyond_its_storage_is_refused(int rows, int columns)
    {
        new PickleWriter().Tensor("x", "FloatStorage", new byte[16], 4, rows, columns).Save(File1);

        Assert.Contains(
            "x reaches beyond",
            Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(File1)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_tensor_that_is_turned_is_gathered()
    {
        byte[] bytes = MemoryMarshal.AsBytes((ReadOnlySpan<float>)[1, 2, 3, 4, 5, 6]).ToArray();
        new PickleWriter().View("x", "FloatStorage", bytes, 6, [3, 2], [1, 3]).Save(File1);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Equal([1f, 4, 2, 5, 3, 6], checkpoint.Read("x"));
    }

    [Fact]
    public void One_number_that_claims_to_be_a_billion_is_refused_before_there_is_room_made_for_it()
    {
        new PickleWriter().View("x", "FloatStorage", new byte[4], 1, [1 << 15, 1 << 15], [0, 0]).Save(File1);

        Assert.Contains(
            "x reaches beyond",
            Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(File1)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_entry_that_claims_more_than_the_whole_file_is_refused_unread()
    {
        byte[] zeros = new byte[8 << 20];
        new PickleWriter()
            .Tensor("x", "FloatStorage", zeros, zeros.Length / 4, zeros.Length / 4)
            .Save(File1, compression: CompressionLevel.SmallestSize);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Contains("more than", Assert.Throws<CheckpointException>(() => checkpoint.Read("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_storage_of_another_size_is_refused()
    {
        new PickleWriter().Tensor("x", "FloatStorage", new byte[12], 4, 4).Save(File1);

        using TorchCheckpoint checkpoint = TorchCheckpoint.Open(File1);

        Assert.Contains("12 bytes", Assert.Throws<CheckpointException>(() => checkpoint.Read("x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bomb_of_a_pickle_is_refused_unread()
    {
        using (var archive = new ZipArchive(File.Create(File1), ZipArchiveMode.Create))
        {
            using Stream stream = archive.CreateEntry("archive/data.pkl", CompressionLevel.SmallestSize).Open();
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++)
            {
                stream.Write(zeros);
            }
        }

        Assert.True(new FileInfo(File1).Length < 200_000);
        Assert.Contains(
            "more than",
            Assert.Throws<CheckpointException>(() => TorchCheckpoint.Open(File1)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Whatever_is_broken_in_a_file_one_kind_of_exception_says_so()
    {
        new PickleWriter().Tensor("a.weight", [1, 2, 3, 4, 5, 6], 2, 3).Tensor("b", [7, 8], 2).Save(File1);
        byte[] whole = File.ReadAllBytes(File1);
        var random = new Random(17);
        int refused = 0;
        for (int round = 0; round < 3000; round++)
        {
            byte[] broken = round % 3 == 0 ? whole[..random.Next(whole.Length)] : [.. whole];
            for (int flips = random.Next(1, 6); flips > 0 && broken.Length > 0 && round % 3 != 0; flips--)
            {
                broken[random.Next(broken.Length)] ^= (byte)(1 << random.Next(8));
            }

            string path = _folder.File($"{round}.pt");
            File.WriteAllBytes(path, broken);
            try
            {
                using TorchCheckpoint checkpoint = TorchCheckpoint.Open(path);
                foreach (CheckpointTensor tensor in checkpoint.Tensors.ToList())
                {
                    Assert.Equal(tensor.Count, checkpoint.Read(tensor.Name).Length);
                }
            }
            catch (CheckpointException exception)
            {
                refused++;
                Assert.StartsWith($"{round}.pt: ", exception.Message, StringComparison.Ordinal);
            }

            File.Delete(path);
        }

        Assert.True(refused > 1500, $"{refused} refused");
    }

    [Fact]
    public void Random_pickles_end_in_that_exception_too()
    {
        var random = new Random(5);
        byte[] codes = [.. "}])(qrhjXJKMGNtcQRsuaeb."u8, 0x80, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a];
        for (int round = 0; round < 20_000; round++)
        {
            byte[] pickle = [.. Enumerable.Range(0, random.Next(1, 60)).Select(_ => codes[random.Next(codes.Length)])];
            try
            {
                RestrictedUnpickler.Read("x", pickle);
            }
            catch (CheckpointException exception)
            {
                Assert.StartsWith("x: ", exception.Message, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_network_that_is_not_understood_is_described()
    {
        new PickleWriter().Tensor("conv.weight", [1], 1).Save(File1);

        string message = Assert
            .Throws<CheckpointException>(() => ModelImporter.Convert(File1, _folder.File("x.onnx"), CancellationToken.None))
            .Message;

        Assert.Contains("conv.weight", message, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder.File("x.onnx")));
    }

    [Fact]
    public void A_tensor_that_is_missing_is_named()
    {
        new PickleWriter()
            .Tensor("features.0.0.weight", new float[72], 8, 1, 3, 3)
            .Tensor("features.1.block.0.0.weight", new float[72], 8, 1, 3, 3)
            .Save(File1);

        string message = Assert
            .Throws<CheckpointException>(() => ModelImporter.Convert(File1, _folder.File("x.onnx"), CancellationToken.None))
            .Message;

        Assert.Contains("features.0.1.weight is missing", message, StringComparison.Ordinal);
    }
}
