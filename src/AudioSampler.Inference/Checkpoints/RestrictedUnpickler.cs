using System.Buffers.Binary;
using System.Text;

namespace AudioSampler.Inference.Checkpoints;

/// <summary>
/// Reads the pickles in which PyTorch describes tensors, protocol 2. A stack machine that calls nothing: a global is a name out of a short list, REDUCE knows
/// three of them, every other opcode and every other name is an error. Reference: the documentation of Python's <c>pickletools</c>.
/// </summary>
internal ref struct RestrictedUnpickler
{
    private const int MostObjects = 1_000_000;
    private const int MostDepth = 100_000;

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _bytes;
    private readonly List<object?> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<int, object?> _memo = [];
    private int _at;
    private int _objects;

    private RestrictedUnpickler(string file, ReadOnlySpan<byte> bytes)
    {
        _file = file;
        _bytes = bytes;
    }

    /// <summary>Reads a pickle.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="bytes">The pickle.</param>
    /// <exception cref="CheckpointException">It is damaged, or holds what is not allowed.</exception>
    public static object? Read(string file, ReadOnlySpan<byte> bytes)
    {
        var unpickler = new RestrictedUnpickler(file, bytes);
        return unpickler.Run();
    }

    private object? Run()
    {
        while (true)
        {
            byte code = Byte();
            if (code == '.')
            {
                return Pop();
            }

            Step(code);
            if (_stack.Count > MostDepth || ++_objects > MostObjects)
            {
                throw Wrong("its description of tensors is far too large for a network");
            }
        }
    }

    private void Step(byte code)
    {
        switch (code)
        {
            case 0x80: // PROTO
                int protocol = Byte();
                Require(protocol is 2 or 3 or 4, $"its pickle is of protocol {protocol}");
                break;
            case (byte)'}':
                Push(new PickleDictionary());
                break;
            case (byte)']':
                Push(new List<object?>());
                break;
            case (byte)')':
                Push(Array.Empty<object?>());
                break;
            case (byte)'(':
                _marks.Add(_stack.Count);
                break;
            case (byte)'q': // BINPUT
                _memo[Byte()] = Peek();
                break;
            case (byte)'r': // LONG_BINPUT
                _memo[Int32()] = Peek();
                break;
            case (byte)'h': // BINGET
                Push(Recall(Byte()));
                break;
            case (byte)'j': // LONG_BINGET
                Push(Recall(Int32()));
                break;
            case (byte)'X': // BINUNICODE
                Push(Text(Int32()));
                break;
            case (byte)'J': // BININT
                Push((long)Int32());
                break;
            case (byte)'K': // BININT1
                Push((long)Byte());
                break;
            case (byte)'M': // BININT2
                Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)));
                break;
            case 0x8a: // LONG1
                Push(Long(Byte()));
                break;
            case (byte)'G': // BINFLOAT
                Push(BinaryPrimitives.ReadDoubleBigEndian(Take(sizeof(double))));
                break;
            case 0x88:
                Push(true);
                break;
            case 0x89:
                Push(false);
                break;
            case (byte)'N':
                Push(null);
                break;
            case (byte)'t':
                Push(PopMark());
                break;
            case 0x85:
                Push(PopMany(1));
                break;
            case 0x86:
                Push(PopMany(2));
                break;
            case 0x87:
                Push(PopMany(3));
                break;
            case (byte)'c':
                Push(Global(Line(), Line()));
                break;
            case (byte)'Q':
                Push(Storage(Pop()));
                break;
            case (byte)'R':
                Reduce();
                break;
            case (byte)'s':
                object?[] pair = PopMany(2);
                Set(pair);
                break;
            case (byte)'u':
                Set(PopMark());
                break;
            case (byte)'a':
                object? item = Pop();
                ListOnTop().Add(item);
                break;
            case (byte)'e':
                object?[] items = PopMark();
                ListOnTop().AddRange(items);
                break;
            case (byte)'b': // BUILD: attributes of a dictionary, of which none are needed
                _ = Pop();
                Require(Peek() is PickleDictionary, "it sets the state of something that is no dictionary");
                break;
            default:
                throw Wrong($"its pickle holds the opcode 0x{code:x2}, which describing tensors doesn't need: it is refused");
        }
    }

    private readonly PickleGlobal Global(string module, string name) =>
        (module, name) switch
        {
            ("collections", "OrderedDict") => PickleGlobal.OrderedDictionary,
            ("torch._utils", "_rebuild_tensor_v2") => PickleGlobal.RebuildTensor,
            ("torch._utils", "_rebuild_parameter") => PickleGlobal.RebuildParameter,
            ("torch", "FloatStorage") => PickleGlobal.FloatStorage,
            ("torch", "HalfStorage") => PickleGlobal.HalfStorage,
            ("torch", "BFloat16Storage") => PickleGlobal.BFloat16Storage,
            ("torch", "DoubleStorage") => PickleGlobal.DoubleStorage,
            ("torch", "LongStorage") => PickleGlobal.LongStorage,
            ("torch", "IntStorage") => PickleGlobal.IntStorage,
            ("torch", "ShortStorage") => PickleGlobal.ShortStorage,
            ("torch", "CharStorage") => PickleGlobal.CharStorage,
            ("torch", "ByteStorage") => PickleGlobal.ByteStorage,
            ("torch", "BoolStorage") => PickleGlobal.BoolStorage,
            _ => throw Wrong($"it asks for {module}.{name}, which a file of weights doesn't need: it is refused, nothing of it was run"),
        };

    private readonly PickleStorage Storage(object? id) =>
        id is object?[] { Length: >= 5 } parts
        && parts[0] is "storage"
        && parts[1] is PickleGlobal type and >= PickleGlobal.FloatStorage
        && parts[2] is string key
        && parts[4] is long and >= 0 and long count
            ? new PickleStorage(type, key, count)
            : throw Wrong("it names a storage in a way that is not understood");

    private void Reduce()
    {
        object?[] arguments = Pop() as object?[] ?? throw Wrong("it calls something without a list of arguments");
        object? result = Pop() switch
        {
            PickleGlobal.OrderedDictionary when arguments.Length == 0 => new PickleDictionary(),
            PickleGlobal.RebuildTensor => Tensor(arguments),
            PickleGlobal.RebuildParameter when arguments is [PickleTensor tensor, ..] => tensor,
            _ => throw Wrong("it calls something that describing tensors doesn't need: it is refused"),
        };
        Push(result);
    }

    private readonly PickleTensor Tensor(object?[] arguments) =>
        arguments is [PickleStorage storage, long offset, object?[] shape, object?[] strides, ..] && shape.Length == strides.Length
            ? new PickleTensor(storage, offset, Numbers(shape), Numbers(strides))
            : throw Wrong("it describes a tensor in a way that is not understood");

    private readonly long[] Numbers(object?[] values)
    {
        long[] numbers = new long[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            numbers[i] = values[i] is long number ? number : throw Wrong("a dimension of a tensor is no number");
        }

        return numbers;
    }

    private readonly void Set(object?[] pairs)
    {
        Require(Peek() is PickleDictionary && pairs.Length % 2 == 0, "it fills something that is no dictionary");
        var dictionary = (PickleDictionary)Peek()!;
        for (int i = 0; i < pairs.Length; i += 2)
        {
            dictionary.Items.Add(new(pairs[i] ?? throw Wrong("a dictionary has an empty key"), pairs[i + 1]));
        }
    }

    private readonly List<object?> ListOnTop() => Peek() as List<object?> ?? throw Wrong("it fills something that is no list");

    private readonly object? Recall(int place) =>
        _memo.TryGetValue(place, out object? value) ? value : throw Wrong("it refers to something that it has not said");

    private readonly void Push(object? value) => _stack.Add(value);

    private readonly object? Peek() => _stack.Count > 0 ? _stack[^1] : throw Wrong("its pickle is damaged (nothing on the stack)");

    private readonly object? Pop()
    {
        object? value = Peek();
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private readonly object?[] PopMany(int count)
    {
        Require(_stack.Count >= count, "its pickle is damaged (too little on the stack)");
        object?[] values = [.. _stack[^count..]];
        _stack.RemoveRange(_stack.Count - count, count);
        return values;
    }

    private readonly object?[] PopMark()
    {
        Require(_marks.Count > 0 && _marks[^1] <= _stack.Count, "its pickle is damaged (no mark)");
        int mark = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        return PopMany(_stack.Count - mark);
    }

    private byte Byte() => Take(1)[0];

    private int Int32()
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(Take(sizeof(int)));
        return value;
    }

    private long Long(int length)
    {
        Require(length <= sizeof(long), "it holds a number of more than 64 bits");
        Span<byte> whole = stackalloc byte[sizeof(long)];
        ReadOnlySpan<byte> given = Take(length);
        whole.Fill(length > 0 && given[^1] >= 0x80 ? (byte)0xff : (byte)0);
        given.CopyTo(whole);
        return BinaryPrimitives.ReadInt64LittleEndian(whole);
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private string Line()
    {
        const int Longest = 200;
        int end = _bytes[_at..Math.Min(_bytes.Length, _at + Longest)].IndexOf((byte)'\n');
        Require(end >= 0, "its pickle is damaged (a name without an end)");
        string line = Encoding.UTF8.GetString(_bytes.Slice(_at, end));
        _at += end + 1;
        return line;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        Require(count >= 0 && count <= _bytes.Length - _at, "its pickle ends too early: get the file again");
        ReadOnlySpan<byte> taken = _bytes.Slice(_at, count);
        _at += count;
        return taken;
    }

    private readonly void Require(bool holds, string problem)
    {
        if (!holds)
        {
            throw Wrong(problem);
        }
    }

    private readonly CheckpointException Wrong(string problem) => new(_file, problem);
}
