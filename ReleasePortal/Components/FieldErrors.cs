using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components;

/// <summary>What a refusal says about the fields of a form, by the field's name in the API's spelling.</summary>
public sealed class FieldErrors
{
    private readonly IReadOnlyList<(string Field, Sentence Message)> _errors;

    private FieldErrors(IReadOnlyList<(string Field, Sentence Message)> errors) => _errors = errors;

    public static FieldErrors None { get; } = new([]);

    /// <summary>Every field that the names of <see cref="Fields"/> stand for holds.</summary>
    public bool IsEmpty => _errors.Count is 0;

    public IEnumerable<string> Fields => _errors.Select(error => error.Field).Distinct();

    public static FieldErrors From(Refusal? refusal) => refusal switch
    {
        Invalid invalid => new([.. invalid.Errors.Select(error => (error.Field, error.Message))]),
        { Field: { } field } => new([(field, refusal.Message)]),
        _ => None,
    };

    /// <summary>What is wrong with that field; empty when nothing is.</summary>
    public IReadOnlyList<Sentence> For(string field) =>
        [.. _errors.Where(error => error.Field == field).Select(error => error.Message)];

    /// <summary>What concerns none of those fields, and so has to be said elsewhere.</summary>
    public IReadOnlyList<Sentence> Except(IEnumerable<string> fields) =>
        [.. _errors.ExceptBy(fields, error => error.Field).Select(error => error.Message)];
}
