// Package views shows pages: templ components and the models that they are given. It makes no query and no decision.
//
// Every word that people see comes from the message files in messages/, through [T] and [N]; the language goes through
// rendering in the context.
package views
