using System.Diagnostics.CodeAnalysis;

namespace ReleasePortal.Domain;

/// <summary>A value, or the <see cref="Refusal"/> that says why there is none. Exceptions are for bugs.</summary>
/// <typeparam name="T">What is returned when nothing stands in the way.</typeparam>
public readonly struct Result<T>
    where T : class
{
    private Result(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; null exactly when <see cref="Refusal"/> is not.</summary>
    public T? Value { get; }

    /// <summary>Why there is no value; null on success.</summary>
    public Refusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool IsSuccess => Refusal is null;

    /// <summary>Takes the value apart from the refusal: false, with the refusal set, when there is no value.</summary>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Refusal? refusal)
    {
        (value, refusal) = (Value, Refusal);
        return refusal is null;
    }

    public static implicit operator Result<T>(T value) => new(value, refusal: null);

    public static implicit operator Result<T>(Refusal refusal) => new(value: null, refusal);
}
