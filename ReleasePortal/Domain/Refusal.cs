using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain;

/// <summary>
/// Why something was not done: a named record with a stable code for programs and a message for the reader,
/// which is the resource <c>Refusal.{type name}</c> filled with <see cref="Words"/>.
/// </summary>
public abstract record Refusal
{
    /// <summary>Stable for programs; never translated. The type's name unless several types share one meaning.</summary>
    public virtual string Code => GetType().Name;

    /// <summary>The field of the form that the refusal is about, in the API's spelling; null when it is about the whole.</summary>
    public virtual string? Field => null;

    /// <summary>What the message is filled with.</summary>
    protected virtual Words Words => Words.None;

    /// <summary>The message, written for the person who asked.</summary>
    public virtual Sentence Message => new("Refusal." + GetType().Name, Words);
}

/// <summary>There is no such thing, or the reader may not know of it: the two answers are the same on purpose.</summary>
public sealed record Unknown(SubjectKind Kind, string Key) : Refusal
{
    protected override Words Words => Words.Of(("kind", Kind.ToString()), ("key", Key));
}

/// <summary>The person, key or schedule does not hold a role that allows this.</summary>
public sealed record NotAllowed(Access.Operation Operation) : Refusal
{
    protected override Words Words => Words.Of(("operation", Operation.ToString()));
}

/// <summary>The change was made from a page that shows an older version; <paramref name="Meanwhile"/> says what happened since.</summary>
public sealed record Stale(string Subject, History.EntryLine? Meanwhile) : Refusal
{
    protected override Words Words => Words.Of(("subject", Subject), ("meanwhile", Meanwhile?.Plain() ?? ""));
}

/// <summary>The subject is already as the change would make it.</summary>
public sealed record AlreadySo(string Subject) : Refusal
{
    protected override Words Words => Words.Of(("subject", Subject));
}

/// <summary>The environment, or the kind of change, requires a reason.</summary>
public sealed record ReasonNeeded : Refusal
{
    public override string? Field => "reason";
}

/// <summary>A key that is in use, or was: keys of retired controls are not used again.</summary>
public sealed record KeyTaken(string Key) : Refusal
{
    public override string? Field => "key";

    protected override Words Words => Words.Of(("key", Key));
}

/// <summary>One field that does not hold. <paramref name="Rule"/> names the message: resource <c>Refusal.Invalid.{Rule}</c>.</summary>
/// <param name="Field">The field's name in the API's spelling; a path such as <c>variants.1.value</c> for lists.</param>
/// <param name="Rule">What does not hold.</param>
/// <param name="Detail">Fills <c>{detail}</c> in the message.</param>
public sealed record FieldError(string Field, string Rule, string Detail = "")
{
    public Sentence Message => new("Refusal.Invalid." + Rule, Words.Of(("detail", Detail)));
}

/// <summary>Fields of the request do not hold: all that were found, in the order of the form.</summary>
public sealed record Invalid(IReadOnlyList<FieldError> Errors) : Refusal
{
    public Invalid(string field, string rule, string detail = "")
        : this([new FieldError(field, rule, detail)])
    {
    }

    public override string Code => "Invalid" + Errors[0].Rule;

    public override string? Field => Errors[0].Field;

    public override Sentence Message => Errors[0].Message;

    /// <summary>A refusal when anything was found, null otherwise.</summary>
    public static Invalid? From(IReadOnlyList<FieldError> errors) => errors.Count is 0 ? null : new Invalid(errors);
}
