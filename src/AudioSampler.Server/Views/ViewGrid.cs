using AudioSampler.Server.Models;

namespace AudioSampler.Server.Views;

/// <summary>The cells of a view while it is made: the largest value that falls into each stays.</summary>
internal sealed class ViewGrid
{
    private readonly float[] _cells;

    /// <summary>Makes a grid in which every cell has the least value.</summary>
    public ViewGrid(int columns, int rows, float least)
    {
        Columns = columns;
        Rows = rows;
        _cells = new float[columns * rows];
        _cells.AsSpan().Fill(least);
    }

    /// <summary>Number of columns.</summary>
    public int Columns { get; }

    /// <summary>Number of rows.</summary>
    public int Rows { get; }

    /// <summary>The cells of a column, the lowest row first.</summary>
    public Span<float> Column(int column) => _cells.AsSpan(column * Rows, Rows);

    /// <summary>Raises a cell to a value where it is below.</summary>
    public void Raise(int column, int row, float value)
    {
        ref float cell = ref _cells[(column * Rows) + row];
        cell = Math.Max(cell, value);
    }

    /// <summary>The largest of all cells.</summary>
    public float Largest()
    {
        float largest = float.NegativeInfinity;
        foreach (float cell in _cells)
        {
            largest = Math.Max(largest, cell);
        }

        return largest;
    }

    /// <summary>The grid as it is sent.</summary>
    /// <param name="request">What was asked for.</param>
    /// <param name="rows">What the rows are.</param>
    /// <param name="unit">What the values are.</param>
    /// <param name="least">Value of the byte 1; what is less, or not a number, is 0.</param>
    /// <param name="most">Value of the byte 255.</param>
    public SoundView ToView(ViewRequest request, IReadOnlyList<string> rows, string unit, double least, double most)
    {
        byte[] values = new byte[_cells.Length];
        for (int i = 0; i < values.Length; i++)
        {
            double place = (_cells[i] - least) / (most - least);
            values[i] = place > 0 ? (byte)(1 + Math.Round(254 * Math.Min(1, place))) : (byte)0;
        }

        return new SoundView
        {
            FileId = request.FileId,
            StartS = request.StartS,
            EndS = request.EndS,
            Columns = Columns,
            Rows = rows,
            Unit = unit,
            Least = least,
            Most = most,
            Values = Convert.ToBase64String(values),
        };
    }
}
