namespace Serverless.Core.Optimization.Space;

/// <summary>One of several options without an order; its value is the option's position, from 0.</summary>
public sealed record ChoiceDimension : Dimension
{
    /// <summary>Describes a choice.</summary>
    /// <param name="name">Name of the parameter.</param>
    /// <param name="options">The options; at least one.</param>
    public ChoiceDimension(string name, params IReadOnlyList<string> options)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfZero(options.Count, nameof(options));
        Options = options;
    }

    /// <summary>The options.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <inheritdoc/>
    public override int? Count => Options.Count;

    /// <inheritdoc/>
    public override bool IsOrdered => false;

    /// <summary>Off (0) or on (1).</summary>
    public static ChoiceDimension Switch(string name) => new(name, "off", "on");

    /// <inheritdoc/>
    public override double At(double quantile) => Math.Min((int)(quantile * Options.Count), Options.Count - 1);

    /// <inheritdoc/>
    public override double QuantileOf(double value) => (value + 0.5) / Options.Count;

    /// <inheritdoc/>
    public override bool Contains(double value) => value >= 0 && value < Options.Count && value == Math.Floor(value);
}
